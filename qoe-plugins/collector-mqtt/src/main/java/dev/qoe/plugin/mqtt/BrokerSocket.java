package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that looks plain to the protocol's library: below it does TLS, above it cuts what is
 * too large.
 *
 * <p>That way TLS and bounds are the same whatever the library. Thread-safe.
 */
final class BrokerSocket extends Socket {

  private final BrokerAddress address;
  private final FrameLimit limit;
  private volatile @Nullable SSLSocket secure;
  private volatile @Nullable InputStream in;

  private BrokerSocket(BrokerAddress address, FrameLimit limit) {
    this.address = address;
    this.limit = limit;
  }

  /** Makes sockets for one broker. */
  static SocketFactory factory(BrokerAddress address, FrameLimit limit) {
    return new SocketFactory() {
      @Override
      public Socket createSocket() {
        return new BrokerSocket(address, limit);
      }

      @Override
      public Socket createSocket(String host, int port) throws IOException {
        throw new SocketException("sockets are connected once they are made");
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort)
          throws IOException {
        return createSocket(host, port);
      }

      @Override
      public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
          throws IOException {
        return createSocket(host.getHostName(), port);
      }
    };
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    super.connect(new InetSocketAddress(address.host(), address.port()), timeoutMillis);
    super.setTcpNoDelay(true);
    if (address.tls().isPresent()) {
      secure = secured(timeoutMillis);
    }
    SSLSocket tls = secure;
    in = limit.over(tls == null ? super.getInputStream() : tls.getInputStream());
  }

  private SSLSocket secured(int timeoutMillis) throws IOException {
    Tls tls = address.tls().orElseThrow();
    SSLSocket socket;
    try {
      socket =
          (SSLSocket)
              tls.context()
                  .getSocketFactory()
                  .createSocket(new Plain(), address.host(), address.port(), true);
    } catch (PluginException e) {
      throw new IOException(e.getMessage(), e);
    }
    SSLParameters parameters = socket.getSSLParameters();
    if (tls.hostNames()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (address.host().matches(".*[A-Za-z].*") && address.host().indexOf(':') < 0) {
      parameters.setServerNames(List.of(new SNIHostName(address.host())));
    }
    socket.setSSLParameters(parameters);
    super.setSoTimeout(timeoutMillis);
    socket.startHandshake();
    return socket;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream present = in;
    if (present == null) {
      throw new SocketException("socket is not connected");
    }
    return present;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    SSLSocket tls = secure;
    return tls == null ? super.getOutputStream() : tls.getOutputStream();
  }

  private InputStream plainInput() throws IOException {
    return super.getInputStream();
  }

  private OutputStream plainOutput() throws IOException {
    return super.getOutputStream();
  }

  /** What TLS runs over: the streams of this socket as they are below TLS. */
  private final class Plain extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return plainInput();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return plainOutput();
    }

    @Override
    public boolean isConnected() {
      return BrokerSocket.this.isConnected();
    }

    @Override
    public InetAddress getInetAddress() {
      return BrokerSocket.this.getInetAddress();
    }

    @Override
    public int getPort() {
      return BrokerSocket.this.getPort();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
      BrokerSocket.this.setSoTimeout(millis);
    }

    @Override
    public synchronized int getSoTimeout() throws SocketException {
      return BrokerSocket.this.getSoTimeout();
    }

    @Override
    public synchronized void close() throws IOException {
      BrokerSocket.this.close();
    }

    @Override
    public boolean isClosed() {
      return BrokerSocket.this.isClosed();
    }
  }
}
