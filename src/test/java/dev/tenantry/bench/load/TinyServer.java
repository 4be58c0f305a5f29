package dev.tenantry.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Answers each request of every connection with what it is told to. */
final class TinyServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Answers answers;

    /** Gives the whole answer, head and all, to a request's line; takes as long as it likes. */
    @FunctionalInterface
    interface Answers {
        String to(String requestLine) throws InterruptedException;
    }

    TinyServer(Answers answers) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        start(this::accept);
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Something that may end by the other side's going away. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException e) {
                // The test is over.
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            var connection = socket.accept();
            start(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        connection.setTcpNoDelay(true);
        for (var line = requestLine(connection.getInputStream());
                !line.isEmpty();
                line = requestLine(connection.getInputStream())) {
            // In two pieces: nobody may count on getting all at once.
            var answer = answers.to(line).getBytes(StandardCharsets.UTF_8);
            connection.getOutputStream().write(answer, 0, answer.length / 2);
            connection.getOutputStream().write(answer, answer.length / 2, answer.length - answer.length / 2);
        }
    }

    /** Of a request without a body; empty when there is none any more. */
    private static String requestLine(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
