package io.sluice.sv1.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sluice.mining.bitcoin.Sv1Difficulty;

/**
 * {@code mining.authorize}: a miner says who it is.
 *
 * <pre>
 * ["user", "password"]
 * </pre>
 *
 * The password itself is not kept: nobody checks it, and some people type a real one.
 *
 * @param user as typed; may be empty
 * @param wish the difficulty that the password asks for ({@code d=4096}, alone or beside other words)
 */
public record Authorize(String user, Optional<Sv1Difficulty> wish) implements ClientMessage {

    private static final Pattern WISH = Pattern.compile("(?:^|[ ,;])d=([^ ,;]*)");

    static Authorize read(Params params) {
        Matcher wish = WISH.matcher(params.text(1));
        return new Authorize(params.text(0), wish.find() ? Sv1Difficulty.parse(wish.group(1)) : Optional.empty());
    }
}
