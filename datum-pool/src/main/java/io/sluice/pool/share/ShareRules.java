package io.sluice.pool.share;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.mining.bitcoin.Network;

/**
 * What shares of a pool are measured by.
 *
 * @param network whose difficulty one the target byte is relative to
 * @param configuration what gateways are told: script, tag, prime id and least difficulty
 */
public record ShareRules(Network network, ClientConfiguration configuration, UsernamePolicy usernames) {}
