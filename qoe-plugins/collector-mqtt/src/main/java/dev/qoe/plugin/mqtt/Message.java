package dev.qoe.plugin.mqtt;

import java.util.Map;

/**
 * What a broker delivered.
 *
 * <p>The array is not copied: it is nobody else's. Immutable.
 *
 * @param connection the number of the connection on which it came
 * @param id the broker's number for it, 0 for quality of service 0
 * @param qos its quality of service, 0 to 2
 * @param duplicate whether the broker says that it may have delivered it before
 * @param topic where it was published
 * @param payload what was published
 * @param properties what its sender told beside, empty before MQTT 5
 */
@SuppressWarnings("ArrayRecordComponent") // copied once more, each message would cost more
record Message(
    int connection,
    int id,
    int qos,
    boolean duplicate,
    String topic,
    byte[] payload,
    Map<String, String> properties) {}
