package dev.tenantry.outside;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.UuidV7;
import java.util.UUID;

/** A feature as a stranger would write it: this class, a migration, and a line in META-INF/services. */
public final class NoteFeature implements Feature {
    private static final Permission READ = Permission.read("note.read", Role.VIEWER);
    private static final Permission WRITE = Permission.write("note.write", Role.USER);

    record NewNote(String text) {}

    record Note(UUID id, String text) {}

    @Override
    public String name() {
        return "note";
    }

    @Override
    public void contribute(Contribution to) {
        to.get(
                "/api/v1/notes",
                READ,
                Answer.page(Note.class, "The tenant's notes"),
                call -> call.sql()
                        .list(
                                "SELECT id, text FROM notes WHERE id < $1 ORDER BY id DESC LIMIT $2",
                                row -> new Note(row.getUUID("id"), row.getString("text")),
                                call.page().before(),
                                call.page().fetch())
                        .map(rows -> Reply.ok(Page.of(rows, call.page(), Note::id))));
        to.post("/api/v1/notes", WRITE, NewNote.class, Answer.created(Note.class, "A new note"), call -> {
            var note = new Note(UuidV7.next(), call.body().text());
            return call.sql()
                    .change("INSERT INTO notes (id, text) VALUES ($1, $2)", note.id(), note.text())
                    .map(done -> Reply.created(note));
        });
    }
}
