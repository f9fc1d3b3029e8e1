package io.sluice.app.config;

import java.nio.file.Path;
import java.util.Optional;

import io.sluice.app.node.CookieLogin;
import io.sluice.app.node.NodeAddress;
import io.sluice.app.node.NodeLogin;
import io.sluice.app.node.PasswordLogin;

/**
 * Section {@code [node]}: the operator's Bitcoin node.
 *
 * @param address of its JSON-RPC
 * @param login how we prove that we may use it
 */
public record NodeConfig(NodeAddress address, NodeLogin login) {

    private static final String EXAMPLE = "http://127.0.0.1:8332";

    static NodeConfig read(ConfigReader in) {
        String text = in.requiredText("node.url", EXAMPLE);
        NodeAddress address = NodeAddress.parse(EXAMPLE);
        if (!text.isBlank()) {
            try {
                address = NodeAddress.parse(text);
                if (NodeAddress.loginIn(text).isPresent()) {
                    in.problem("node.url", "must not hold a password; use node.user and node.password");
                }
            } catch (IllegalArgumentException e) {
                in.problem("node.url", String.valueOf(e.getMessage()));
            }
        }
        return new NodeConfig(address, login(in));
    }

    private static NodeLogin login(ConfigReader in) {
        String user = in.text("node.user", "");
        String password = in.text("node.password", "");
        Optional<Path> cookie = in.parsedIfPresent("node.cookie_file", ConfigPaths::home);
        if (!user.isEmpty()) {
            if (password.isEmpty()) {
                in.problem("node.password", "is missing; it is the node's rpcpassword");
            }
            return new PasswordLogin(user, password);
        }
        if (cookie.isEmpty()) {
            in.problem("node", "needs either user and password, or cookie_file (mostly \"~/.bitcoin/.cookie\")");
        }
        return cookie.<NodeLogin>map(CookieLogin::new).orElseGet(() -> new PasswordLogin("", ""));
    }
}
