package io.sluice.pool;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.ledger.FoundBlock;
import io.sluice.pool.ledger.MinerCount;
import io.sluice.pool.link.GatewayStatus;

/**
 * A pool at one moment.
 *
 * @param gateways connected now
 * @param miners from the books: exact for every name that ever proved work
 * @param accepted shares of all miners, since the books began
 * @param rejections by the number of the reason, since the books began
 * @param unrecorded shares that the books had no room for since the start; their gateways were told "tentatively"
 * @param blocks the newest, newest first
 * @param trouble why the books can not be written, if they can not
 */
public record PoolStatus(
        Optional<PoolTip> tip, List<GatewayStatus> gateways, List<MinerCount> miners, long accepted, long tentative,
        long rejected, Map<Integer, Long> rejections, long unrecorded, List<FoundBlock> blocks,
        Optional<String> trouble) {}
