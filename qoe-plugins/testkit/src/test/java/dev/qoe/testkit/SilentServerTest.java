package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a silent server")
class SilentServerTest {

  @Test
  @DisplayName("takes a connection and what is sent, and answers nothing")
  void takesAndKeepsSilent() throws IOException {
    try (SilentServer server = SilentServer.open();
        Socket socket = new Socket(server.host(), server.port())) {
      socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(20);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> socket.getInputStream().read());
      assertThat(server).hasToString("silent server at " + server.address());
      assertThat(server.address()).isEqualTo(server.host() + ":" + server.port());
    }
  }

  @Test
  @DisplayName("refuses connections once it is closed")
  void closes() {
    SilentServer server = SilentServer.open();
    server.close();
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(server.host(), server.port()).close());
  }
}
