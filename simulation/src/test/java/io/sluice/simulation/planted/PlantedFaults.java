package io.sluice.simulation.planted;

import static io.sluice.simulation.planted.Place.in;
import static io.sluice.simulation.planted.PlantedFault.fault;

import java.util.List;
import java.util.Optional;

/**
 * The faults that the simulation has to find. Gateways and pools of others had every one of these, or one like it.
 *
 * <p>When production code changes, a fault that finds its place no more says so in the test of places; look where the same happens now.
 * A fault is worth planting when a miner, a pool, a node or an operator would be worse off by it, and when nothing crashes.
 */
final class PlantedFaults {

    private static final String WIRING = "io.sluice.app.wiring.";
    private static final String DATUM = "io.sluice.datum.";
    private static final String LINK = "io.sluice.datum.link.";
    private static final String MINING = "io.sluice.mining.";
    private static final String NOISE = "io.sluice.noise.";
    private static final String POOL = "io.sluice.pool.";
    private static final String SV1 = "io.sluice.sv1.bridge.";

    private PlantedFaults() {}

    static List<PlantedFault> all() {
        return List.of(
                // Sessions and slots of the pool.
                fault("shares for jobs of an ended pool session are sent in the next one",
                        in(LINK + "PoolSession", "configured").call("DatumJobTable.retireAll").isSkipped()),
                fault("after a reconnect the pool is not told anew about the jobs that go on",
                        in(DATUM + "job.DatumJobTable", "forgetTold").returnsAtOnce()),
                fault("every job gets the same place at the pool, whatever miners are at",
                        in(DATUM + "job.DatumJobTable", "reserve").call("DatumJobTable.oldest", 1)
                                .goesTo(Sabotage.class, "firstPlace")),
                fault("the pool is not told that another job stands in a place now",
                        in(DATUM + "job.DatumJobSlot", "submission").comparison().isAlwaysEqual()),
                fault("the pool is never called again when a connection has ended",
                        in(LINK + "LinkKeeper", "ended").call("ScheduledExecutorService.schedule").isSkipped()),

                // Shares on their way to the pool.
                fault("shares that can not reach the pool are called accepted and dropped",
                        in(LINK + "DatumUpstream", "admit").read("Admission.STALE", 1).goesTo("ADMITTED")),
                fault("a share is sent to the pool twice",
                        in(LINK + "ShareCourier", "write").call("LinkKeeper.say").isMadeTwice()),
                fault("a share is sent to the pool twice, and the pool takes both",
                        in(LINK + "ShareCourier", "write").call("LinkKeeper.say").isMadeTwice(),
                        in(POOL + "share.SeenHeaders", "contains").returns(false),
                        in(POOL + "share.SeenHeaders", "add").call("Set.add").isTakenFor(true)),
                fault("shares go to the pool under one name, whoever found them",
                        in(LINK + "ShareCourier", "write").call("Usernames.of").goesTo(Sabotage.class, "everybody")),
                fault("the name of an extended channel is cut at its first dot",
                        in(MINING + "sv2.OpenRequest", "of").call("MinerNames.identity", 2)
                                .goesTo(Sabotage.class, "accountAlone")),
                fault("shares below what their coinbase commits to are sent to the pool",
                        in(MINING + "share.ShareJudge", "judge").call("Target.isMetBy", 2).isTakenFor(true)),

                // The books.
                fault("a share is booked to another worker than found it",
                        in(LINK + "ShareOutbox", "offer").call("AcceptedShare.userIdentity")
                                .isTakenFor("somebody else")),
                fault("a share that the pool took is booked twice",
                        in(LINK + "ShareCourier", "judged").call("Lane.move", 1).isMadeTwice()),
                fault("shares that are not answered when a connection ends stay sent for ever",
                        in(LINK + "ShareCourier", "disconnected").returnsAtOnce(),
                        // Else they are given up on after a while.
                        in(LINK + "ShareCourier", "tick").returnsAtOnce()),
                fault("the pool takes shares and does not write them down",
                        in(POOL + "link.GatewayConnection", "answer").call("PoolLedger.record", 2).isTakenFor(true)),

                // Judging.
                fault("the gateway credits a share again that it has credited before",
                        in(MINING + "job.SeenShares", "contains").returns(false)),
                fault("shares for the old block are taken after a new one",
                        in(MINING + "job.JobBook", "add").call("Boolean.booleanValue").isTakenFor(false)),
                fault("the gateway takes shares that are too low",
                        in(MINING + "share.ShareJudge", "fault").call("Target.isMetBy").isTakenFor(true)),
                fault("gateway and pool take shares that are too low",
                        in(MINING + "share.ShareJudge", "fault").call("Target.isMetBy").isTakenFor(true),
                        in(MINING + "share.ShareJudge", "judge").call("Target.isMetBy", 2).isTakenFor(true),
                        in(POOL + "share.ShareJudge", "judgeWork").call("Target.isMetBy", 2).isTakenFor(true),
                        in(POOL + "share.ShareJudge", "judgeWork").call("Target.isMetBy").isTakenFor(true)),
                fault("version bits that may not be rolled are not looked at",
                        in(MINING + "share.ShareJudge", "fault").call("VersionMask.allows").isTakenFor(true),
                        in(SV1 + "MinerWork", "objection").call("VersionMask.allows").isTakenFor(true)),
                fault("the time of a share is not looked at",
                        in(MINING + "share.ShareJudge", "fault").call("Job.minNtime").isTakenFor(0L),
                        in(MINING + "share.ShareJudge", "fault").call("ShareJudge.latestNtime")
                                .isTakenFor(Long.MAX_VALUE)),
                fault("a higher difficulty is asked of shares for jobs of before",
                        in(MINING + "channel.MiningChannel", "submit").taking(4).parameter(3)
                                .isMadeBy(Sabotage.class, "easierThanNow")),
                fault("a published job becomes another: shares are judged on the newest",
                        in(MINING + "channel.MiningChannel", "submit").call("JobBook.find")
                                .goesTo(Sabotage.class, "newestJob")),

                // Blocks.
                fault("a block is withheld because its job is stale",
                        in(MINING + "channel.MiningChannel", "submit").call("JobBook.find")
                                .goesTo(Sabotage.class, "onlyGoodJob")),
                fault("a block is withheld because its share is refused",
                        in(MINING + "channel.MiningChannel", "submit").call("Judgement.block", 1)
                                .isTakenFor(Optional.empty())),
                fault("a block is not tried again when its node was away",
                        in(WIRING + "BlockDesk", "attempt").call("ScheduledExecutorService.schedule").isSkipped()),
                fault("a block is not written to disk",
                        in(WIRING + "BlockDesk", "save").call("BlockStore.save")
                                .goesTo(Sabotage.class, "notWritten")),
                fault("a block that an earlier run left on disk is not submitted",
                        in(WIRING + "Gateway", "begin").call("BlockDesk.submitLeftOver").isSkipped()),

                // Work.
                fault("two connections get the same extranonce",
                        in(MINING + "channel.PrefixAllocator", "allocate").call("AtomicInteger.getAndIncrement")
                                .goesTo("get")),
                fault("a restarted gateway gives out the work of before again",
                        in(MINING + "channel.PrefixAllocator", "<init>").call("RandomGenerator.nextInt").isTakenFor(0),
                        in(MINING + "desk.CandidateMaker", "<init>").call("RandomGenerator.nextInt").isTakenFor(0)),
                fault("each job of a standard channel has the same extranonce",
                        in(MINING + "channel.StandardChannel", "fixedExtranonceOfNextJob")
                                .write("StandardChannel.nextJobExtranonce").isSkipped()),
                fault("miners get work again that they have had",
                        in(MINING + "channel.MiningChannel", "wouldDiffer").returns(true)),
                fault("jobs of different difficulty share one coinbase",
                        in(MINING + "candidate.Coinbases", "committed").call("ProofOfTarget.exponent")
                                .isTakenFor(0)),
                fault("a late answer of the pool brings work on the old block back",
                        in(MINING + "desk.CandidateDesk", "granted").comparison().isAlwaysEqual()),
                fault("SV1 miners are not told to drop the jobs of the old block",
                        in(SV1 + "NotifyWriter", "write").parameter(2).is(false)),
                fault("SV1 miners are not told their new difficulty",
                        in(SV1 + "NotifyWriter", "write").call("List.add", 1).isSkipped()),
                fault("SV2 miners are not told to begin with the job for the new block",
                        in(MINING + "sv2.JobAddress", "begin").call("EffectList.reply", 3).isSkipped()),
                fault("an acknowledgement of many shares says that it was one",
                        in(MINING + "sv2.Acknowledgments", "flush").read("Acknowledgments.count", 2).isTakenFor(1)),
                fault("miners are not let go when their work is too old",
                        in(MINING + "desk.CandidateDesk", "mindAge").returnsAtOnce()),
                fault("miners are not let go when the pool stays away",
                        in(MINING + "desk.CandidateDesk", "withoutPool").call("CandidateDesk.withhold").isSkipped()),
                fault("miners that were let go are never let in again",
                        in(WIRING + "Doors", "openMissing").returnsAtOnce()),

                // Whom to pay.
                fault("the pool is asked about another value than the coinbase pays out",
                        in(LINK + "CoinbaserQueue", "ask").parameter(1).isMadeBy(Sabotage.class, "withoutFees")),
                fault("what a payout list leaves goes to the first on it and not to the pool",
                        in(MINING + "candidate.CoinbaseBuilder", "remainder").call("CoinbaseRecipe.baseScript")
                                .goesTo(Sabotage.class, "firstPayee")),
                fault("a late payout list is taken for the answer to the next question",
                        in(LINK + "CoinbaserQueue", "answered").comparison().isAlwaysEqual(),
                        in(LINK + "OwedLists", "came").returns(Optional.empty())),

                // Memory.
                fault("connections that have ended are not forgotten", in(WIRING + "Floor", "leave").returnsAtOnce()),
                fault("each channel remembers the templates of all the jobs that it remembers",
                        in(MINING + "job.JobBook", "add").read("JobBook.candidates", 2).isTakenFor(0)),

                // Keys and nonces.
                fault("the nonce of a DATUM channel is not counted on",
                        in(DATUM + "crypto.DatumCipher", "seal").call("DatumCipher.increment").isSkipped()),
                // One that stands still the JDK itself refuses.
                fault("the nonce of a Noise cipher begins anew after two blocks",
                        in(NOISE + "cipher.CountingCipher", "seal").taking(5).call("Aead.seal")
                                .goesTo(Sabotage.class, "sealUnderOneOfTwo"),
                        in(NOISE + "cipher.CountingCipher", "open").taking(5).call("Aead.open")
                                .goesTo(Sabotage.class, "openUnderOneOfTwo")),
                fault("a DATUM connection has the keys and nonces of the one before",
                        in(DATUM + "crypto.LinkKeys", "fresh").call("KeySet.random")
                                .goesTo(Sabotage.class, "sameKeys"),
                        in(DATUM + "frame.ClientHandshake", "begin").call("RandomGenerator.nextInt").isTakenFor(7)));
    }
}
