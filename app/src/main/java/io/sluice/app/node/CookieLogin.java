package io.sluice.app.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The cookie that a node writes when it starts, and writes anew with each start: read when first needed, and again when the node
 * refuses it.
 *
 * <p>Safe on any thread.
 */
public final class CookieLogin implements NodeLogin {

    private static final int MAX_SIZE = 1024;

    private final Path file;
    private volatile @Nullable String known;

    /** @param file usually {@code .cookie} in the node's data directory */
    public CookieLogin(Path file) {
        this.file = file;
    }

    @Override
    public String authorization() throws LoginMissing {
        String authorization = known;
        if (authorization == null) {
            authorization = PasswordLogin.basic(read());
            known = authorization;
        }
        return authorization;
    }

    @Override
    public boolean renew() {
        known = null;
        return true;
    }

    @Override
    public String advice() {
        return "check that " + file + " is the cookie of this very node and network";
    }

    @Override
    public String toString() {
        return "CookieLogin[" + file + ", redacted]";
    }

    private String read() throws LoginMissing {
        try (InputStream in = Files.newInputStream(file)) {
            String cookie = new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8).strip();
            if (cookie.indexOf(':') < 1) {
                throw new LoginMissing("the cookie file " + file + " holds no cookie");
            }
            return cookie;
        } catch (NoSuchFileException missing) {
            throw new LoginMissing("there is no cookie file " + file + ", which a running node would have written");
        } catch (IOException failure) {
            throw new LoginMissing("the cookie file " + file + " can not be read (" + failure.getClass().getSimpleName()
                    + "): may this user read it?");
        }
    }
}
