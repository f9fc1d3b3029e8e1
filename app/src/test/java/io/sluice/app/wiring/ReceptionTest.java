package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.app.config.ConfigTemplates;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.MinersConfig;
import io.sluice.app.peer.Refusal;

/** What the operator reads of peers that were refused. */
class ReceptionTest {

    @ParameterizedTest
    @CsvSource({
        "STRANGER,     203.0.113.9 is in no network of your own, miners.allow",
        "PORT_FULL,    203.0.113.9 wanted one more, miners.max_connections",
        "ADDRESS_FULL, 203.0.113.9 has as many connections as one address may have, miners.max_connections_per_address"})
    void each_refusal_says_who_why_and_which_key_would_change_it(Refusal why, String what, String key) {
        assertThat(Reception.sentence("203.0.113.9", why)).contains(what).endsWith(" " + key);
    }

    @Test
    void the_keys_that_it_names_are_in_the_template_and_hold_the_defaults() throws Exception {
        String template = ConfigTemplates.gateway("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", 1);
        StringBuilder spoken = new StringBuilder();
        for (String key : new String[]{
            MinersConfig.ALLOW, MinersConfig.MAX_CONNECTIONS, MinersConfig.MAX_PER_ADDRESS}) {
            String line = template.lines()
                    .filter(each -> each.startsWith("# " + key.substring("miners.".length()) + " ="))
                    .findFirst().orElseThrow();
            spoken.append(line.substring(2)).append('\n');
        }
        MinersConfig silent = GatewayConfig.parse("template", template, Path.of("/")).miners();
        String loud = template.replace("[miners]\n", "[miners]\n" + spoken);
        assertThat(GatewayConfig.parse("template", loud, Path.of("/")).miners()).isEqualTo(silent);
    }
}
