package dev.tenantry.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Load by wrk, which is cheap and leaves the processors to what is measured. It counts answers that are no success; a few
 * requests each second are sent beside it and their answers looked at as a whole.
 */
public final class Wrk implements Load {
    private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m)");
    private static final Pattern FAILED =
            Pattern.compile("Non-2xx or 3xx responses: (\\d+)|(?:connect|read|write|timeout) (\\d+)");
    // Each request with its length before it: bodies have lines of their own.
    private static final String SCRIPT = """
            local threads = 0
            function setup(thread)
              thread:set("id", threads)
              threads = threads + 1
            end
            local requests, at = {}, 0
            function init(args)
              local file = assert(io.open("%s", "rb"))
              while true do
                local length = file:read("*l")
                if not length then break end
                requests[#requests + 1] = file:read(tonumber(length))
              end
              file:close()
              at = math.floor(id * #requests / 2)
            end
            function request()
              at = at %% #requests + 1
              return requests[at]
            end
            """;

    private final Path folder;

    public Wrk(Path folder) {
        this.folder = folder;
    }

    public static boolean isInstalled() {
        var path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(":")).stream().anyMatch(place -> Files.isExecutable(Path.of(place, "wrk")));
    }

    @Override
    public Outcome run(int port, List<Request> requests, int connections, int seconds) throws Exception {
        var script = script(requests);
        var wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + port + "/")
                .redirectErrorStream(true)
                .start();
        Outcome looked;
        String told;
        try {
            looked = new Sender().at(20, port, requests, 1, Math.max(1, seconds - 1));
            told = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            wrk.destroy();
        }
        var total = TOTAL.matcher(told);
        if (!total.find()) {
            throw new IllegalStateException("wrk says: " + told);
        }
        long wrong = looked.wrong();
        var failed = FAILED.matcher(told);
        while (failed.find()) {
            wrong += Long.parseLong(failed.group(1) == null ? failed.group(2) : failed.group(1));
        }
        return Load.checked(new Outcome(
                Long.parseLong(total.group(1)), wrong, seconds(total.group(2), total.group(3)), new long[0]));
    }

    private static double seconds(String number, String unit) {
        var value = Double.parseDouble(number);
        return unit.equals("ms") ? value / 1000 : unit.equals("m") ? value * 60 : value;
    }

    private Path script(List<Request> requests) throws IOException {
        var data = Files.createTempFile(folder, "requests", ".bin");
        var bytes = new ByteArrayOutputStream();
        for (var request : requests) {
            bytes.write((request.bytes().length + "\n").getBytes(StandardCharsets.US_ASCII));
            bytes.write(request.bytes());
        }
        Files.write(data, bytes.toByteArray());
        return Files.writeString(Files.createTempFile(folder, "load", ".lua"), SCRIPT.formatted(data));
    }
}
