package io.sluice.app.config;

import java.util.Locale;

/** Where the authority is that vouches for the gateway to SV2 miners. */
public enum AuthorityPlace {
    /** Its secret is in the data folder, and the gateway has its certificates signed by itself. */
    HERE,
    /** Its secret is kept elsewhere; the data folder holds a serving key and the certificate that was signed for it. */
    ELSEWHERE;

    static AuthorityPlace parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "here" -> HERE;
            case "elsewhere" -> ELSEWHERE;
            default -> throw new IllegalArgumentException("\"" + text
                    + "\" is no place for the authority; use \"here\" (authority.key in the data folder signs by itself) or"
                    + " \"elsewhere\" (you sign with `sluice keys sign` where it is kept)");
        };
    }
}
