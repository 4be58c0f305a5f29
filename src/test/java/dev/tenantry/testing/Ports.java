package dev.tenantry.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on, each given once. None is of the range the system takes its own choices from: whoever asks may
 * be a second away from listening, and tests run beside each other.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int HOW_MANY = 12_000;
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(HOW_MANY));

    private Ports() {}

    public static int free() {
        var port = next();
        while (isTaken(port)) {
            port = next();
        }
        return port;
    }

    private static int next() {
        return FIRST + NEXT.getAndIncrement() % HOW_MANY;
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
