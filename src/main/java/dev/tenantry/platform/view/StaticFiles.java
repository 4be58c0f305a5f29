package dev.tenantry.platform.view;

import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Every file of {@code static/} on the class path, each a route of its own below {@code /static}: what is not there has
 * no route, so no path can lead out of the folder.
 */
public final class StaticFiles {
    private static final String FOLDER = "static/";
    private static final Pattern SERVED =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private final Map<String, StaticFile> files = new TreeMap<>();

    private StaticFiles() {}

    /** Reads them all; blocks. Of two of one name the first on the class path counts. */
    public static StaticFiles ofClassPath() throws IOException, URISyntaxException {
        var found = new StaticFiles();
        for (var folder : Collections.list(StaticFiles.class.getClassLoader().getResources(FOLDER))) {
            found.read(folder);
        }
        return found;
    }

    public List<Route<RequestBody.Nothing>> routes() {
        return files.entrySet().stream()
                .map(file -> new Route<>(
                        HttpMethod.GET,
                        "/" + FOLDER + file.getKey(),
                        new Access.Everyone(),
                        RequestBody.NONE,
                        Answer.file("A file that pages are made of"),
                        Route.now(file.getValue()::send)))
                .toList();
    }

    /** The address of each file by its name. It changes with the content, so that no page meets an older file. */
    public Map<String, String> addresses() {
        var addresses = new TreeMap<String, String>();
        files.forEach((name, file) -> addresses.put(name, "/" + FOLDER + name + "?v=" + file.digest()));
        return addresses;
    }

    private void read(URL folder) throws IOException, URISyntaxException {
        if (folder.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                read(jar);
            }
        } else {
            read(Path.of(folder.toURI()));
        }
    }

    private void read(JarFile jar) throws IOException {
        for (var entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                try (var content = jar.getInputStream(entry)) {
                    add(entry.getName().substring(FOLDER.length()), content.readAllBytes());
                }
            }
        }
    }

    private void read(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                add(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
    }

    private void add(String name, byte[] content) {
        if (SERVED.matcher(name).matches()) {
            files.putIfAbsent(name, new StaticFile(name, content));
        }
    }
}
