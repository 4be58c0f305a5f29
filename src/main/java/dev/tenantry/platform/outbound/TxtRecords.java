package dev.tenantry.platform.outbound;

import io.vertx.core.Future;
import java.util.List;

/** What DNS says in the TXT records of a name. */
public interface TxtRecords {

    /** None when there is no such name; fails when nobody answers in time. */
    Future<List<String>> of(String name);
}
