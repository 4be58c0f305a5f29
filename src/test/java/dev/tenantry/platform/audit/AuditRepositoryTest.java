package dev.tenantry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.sql.text.Tokens;
import org.junit.jupiter.api.Test;

class AuditRepositoryTest {

    /** Else each change would wait for one answer more. */
    @Test
    void writesARowThatCommitNeedNotWaitFor() {
        assertThat(new Tokens(AuditRepository.INSERT).changesByTextAlone()).isTrue();
    }
}
