package dev.tenantry.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Ports of 127.0.0.1, the only address the embedded PostgreSQL listens on. */
final class LoopbackPort {
    static final String ADDRESS = "127.0.0.1";

    private LoopbackPort() {}

    static boolean isFree(int port) {
        return bind(port).isPresent();
    }

    static OptionalInt anyFree() {
        return bind(0);
    }

    private static OptionalInt bind(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException | IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }
}
