package dev.tenantry.cli;

import picocli.CommandLine.Command;

/** {@code tenantry keys …}: the ring of signing keys. */
@Command(name = "keys", description = "Look after the signing keys.", mixinStandardHelpOptions = true)
final class KeysCommand {

    @Command(
            name = "rotate",
            description = "Sign with a new key from now on. Tokens signed before stay good until they expire.",
            mixinStandardHelpOptions = true)
    int rotate() throws Exception {
        BackendTool.run(backend -> backend.rotateKeys());
        System.out.println("A new key is published now and signs within a minute.");
        return 0;
    }
}
