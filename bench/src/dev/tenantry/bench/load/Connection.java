package dev.tenantry.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection with at most one request under way. Reads answers that say how long they are. */
final class Connection {
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private final int port;
    private final Conversation conversation;
    private final Selector selector;
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    private @Nullable Request asked;
    private @Nullable ByteBuffer out;
    /** When the request should have been sent. */
    private long due;

    Connection(Selector selector, int port, Conversation conversation) throws IOException {
        this.selector = selector;
        this.port = port;
        this.conversation = conversation;
        this.channel = SocketChannel.open();
        this.key = open();
    }

    private SelectionKey open() throws IOException {
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    boolean isFree() {
        return asked == null;
    }

    void ask(long dueNanos) throws IOException {
        due = dueNanos;
        var request = conversation.next();
        asked = request;
        out = ByteBuffer.wrap(request.bytes());
        write();
    }

    private void write() throws IOException {
        var rest = out;
        if (rest != null) {
            channel.write(rest);
            if (rest.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else {
                out = null;
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    /** Goes on with what can be read and written; tells the tally of an answer that is complete. */
    void proceed(Tally tally) throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return;
        }
        if (!in.hasRemaining()) {
            in = ByteBuffer.wrap(Arrays.copyOf(in.array(), in.capacity() * 2)).position(in.position());
        }
        if (channel.read(in) < 0) {
            throw new IOException("The connection was closed");
        }
        int head = endOfHead();
        if (head < 0) {
            return;
        }
        int length = lengthOfBody(head);
        if (in.position() < head + length) {
            return;
        }
        finish(tally, head, length);
    }

    private void finish(Tally tally, int head, int length) {
        var request = asked;
        int status = status();
        var body = Arrays.copyOfRange(in.array(), head, head + length);
        in.clear();
        asked = null;
        var right = request != null && request.check().isRight(status, body);
        tally.add(System.nanoTime() - due, right);
        if (right) {
            conversation.answered(body);
        } else {
            tally.wrong("status " + status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private int endOfHead() {
        var bytes = in.array();
        for (int at = 0; at <= in.position() - 4; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                return at + 4;
            }
        }
        return -1;
    }

    private int lengthOfBody(int head) throws IOException {
        var bytes = in.array();
        for (int at = 0; at < head - LENGTH.length; at++) {
            if (bytes[at] == '\n' && isLength(bytes, at)) {
                return number(bytes, at + LENGTH.length);
            }
        }
        if (status() == 204 || status() == 304) {
            return 0;
        }
        throw new IOException(
                "An answer that does not say its length: " + new String(bytes, 0, head, StandardCharsets.ISO_8859_1));
    }

    private static boolean isLength(byte[] bytes, int from) {
        for (int i = 1; i < LENGTH.length; i++) {
            // Capital letters differ from small ones by this bit, and what else has it stays itself.
            if ((bytes[from + i] | 0x20) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from) {
        int number = 0;
        for (int at = from; bytes[at] != '\r'; at++) {
            if (bytes[at] != ' ') {
                number = number * 10 + bytes[at] - '0';
            }
        }
        return number;
    }

    private int status() {
        var bytes = in.array();
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    }

    /** Begins anew after the connection has failed. */
    void again() throws IOException {
        channel.close();
        in.clear();
        asked = null;
        out = null;
        channel = SocketChannel.open();
        key = open();
    }

    void close() throws IOException {
        channel.close();
    }
}
