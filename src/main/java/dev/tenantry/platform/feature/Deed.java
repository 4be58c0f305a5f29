package dev.tenantry.platform.feature;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Json;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.security.Permission;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What one call has done, as the trail is going to tell it: what the feature says of it, or else what the route says. */
final class Deed {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|key).*");
    private final Permission permission;
    private final HttpMethod method;
    private final Meters meters;
    private final List<Happening> told = new ArrayList<>();

    Deed(Change change, Meters meters) {
        this.permission = change.permission();
        this.method = change.method();
        this.meters = meters;
    }

    /** What it uses is counted by these. */
    Meters meters() {
        return meters;
    }

    void tell(Happening happening) {
        told.add(happening);
    }

    List<Happening> happenings(Call<?> call, Reply reply) {
        return told.isEmpty() ? List.of(byItself(call, reply)) : List.copyOf(told);
    }

    private Happening byItself(Call<?> call, Reply reply) {
        var kind = permission.name().substring(0, Math.max(0, permission.name().lastIndexOf('.')));
        return new Happening(kind + "." + verb(), kind, objectId(call, reply), fields(call.body()));
    }

    private String verb() {
        return switch (method.name()) {
            case "POST" -> "created";
            case "DELETE" -> "deleted";
            default -> "updated";
        };
    }

    /** The id in the path, or of what is new the end of its address. */
    private static String objectId(Call<?> call, Reply reply) {
        var inPath = call.path("id");
        return inPath.isEmpty()
                ? reply.header("Location")
                        .map(address -> address.substring(address.lastIndexOf('/') + 1))
                        .orElse("")
                : inPath;
    }

    /** What was sent, without what its name says is a secret. */
    private static JsonObject fields(Object body) {
        if (body instanceof Nothing) {
            return new JsonObject();
        }
        var fields = Json.write(body).toJsonObject();
        fields.fieldNames().removeIf(name -> SECRET.matcher(name).matches());
        return fields;
    }
}
