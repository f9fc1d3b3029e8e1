package io.sluice.mining.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.CoinbaseTransaction;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** Blocks as they are submitted, read back as a node would. */
class BlockAssemblerTest {

    private static final Bytes EXTRANONCE = Bytes.hex("b14cf00f0000000000000007");

    static Stream<BlockTemplate> templates() {
        return Stream.of(CandidateFixtures.emptyTemplate(), CandidateFixtures.smallTemplate(),
                CandidateFixtures.mixedTemplate(), CandidateFixtures.largeTemplate());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_block_of_every_class_holds_together(BlockTemplate template) throws MalformedTransaction {
        CoinbaseBuilder builder = CoinbaseBuilder.of(
                CandidateFixtures.poolRecipe(template, CandidateFixtures.payouts(3, 40)), template);
        for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
            BuiltCoinbase built = builder.build(coinbaseClass);
            Bytes coinbase = mined(built.parts());
            BlockHeader header = header(template, template.merklePath().root(new BlockHash(Sha256d.hash(coinbase))));

            Block block = Block.read(BlockAssembler.block(header, coinbase, template));

            assertThat(block.header()).isEqualTo(header);
            assertThat(block.merkleRoot()).isEqualTo(header.merkleRoot());
            assertThat(block.transactions().stream().skip(1).map(Transaction::serialize).toList())
                    .isEqualTo(template.transactions().stream().map(TemplateTransaction::raw).toList());
            assertThat(block.coinbase().isCoinbase()).isTrue();
            assertThat(block.coinbase().serializeStripped()).isEqualTo(coinbase);
            assertThat(block.coinbase().inputs().getFirst().witness())
                    .containsExactly(CoinbaseTransaction.RESERVED_VALUE.internal());
            assertThat(WitnessCommitment.in(block.coinbase().outputs()))
                    .contains(WitnessCommitment
                            .over(block.transactions().stream().skip(1).map(Transaction::wtxid).toList()));
            assertThat(HeightPush.read(block.coinbase().inputs().getFirst().scriptSig()))
                    .contains(new HeightPush(template.tip().height(), 4, true));
            assertThat(block.coinbase().totalValue()).isEqualTo(template.coinbaseValue());
            assertThat(block.coinbase().outputs()).containsAll(built.payouts()).hasSameSizeAs(built.outputs());
            assertThat(block.weight()).isLessThanOrEqualTo(template.weightLimit());
        }
    }

    @Test
    void a_template_without_commitment_makes_a_block_without_witness() throws MalformedTransaction {
        BlockTemplate with = CandidateFixtures.emptyTemplate();
        BlockTemplate template = new BlockTemplate(with.tip(), with.version(), with.curTime(), with.coinbaseValue(),
                with.sizeLimit(), with.weightLimit(), with.sigopLimit(), List.of(), Bytes.EMPTY, with.merklePath());
        Bytes coinbase = mined(CoinbaseBuilder.of(CandidateFixtures.soloRecipe(template), template)
                .build(CoinbaseClass.BLANK).parts());
        BlockHeader header = header(template, new BlockHash(Sha256d.hash(coinbase)));

        Block block = Block.read(BlockAssembler.block(header, coinbase, template));

        assertThat(block.coinbase().hasWitness()).isFalse();
        assertThat(WitnessCommitment.in(block.coinbase().outputs())).isEmpty();
        assertThat(block.coinbase().outputs()).hasSize(1);
    }

    @Test
    void a_subsidy_only_block_is_its_coinbase_alone() throws MalformedTransaction {
        BlockTemplate template = CandidateFixtures.mixedTemplate();
        Bytes coinbase = mined(CoinbaseBuilder
                .of(CandidateFixtures.poolRecipe(template, CandidateFixtures.payouts(3, 40)), template)
                .subsidyOnly(CandidateFixtures.SUBSIDY).parts());
        BlockHeader header = header(template, new BlockHash(Sha256d.hash(coinbase)));

        Block block = Block.read(BlockAssembler.subsidyOnly(header, coinbase));

        assertThat(block.transactions()).hasSize(1);
        assertThat(block.merkleRoot()).isEqualTo(header.merkleRoot());
        assertThat(block.coinbase().hasWitness()).isFalse();
        assertThat(block.coinbase().totalValue()).isEqualTo(CandidateFixtures.SUBSIDY);
        assertThat(block.coinbase().outputs()).hasSize(1);
        assertThat(block.coinbase().outputs().getFirst().script()).isEqualTo(CandidateFixtures.POOL_SCRIPT);
    }

    private static Bytes mined(CoinbaseParts parts) {
        return parts.committed(new ProofOfTarget(14)).concat(EXTRANONCE).concat(parts.suffix());
    }

    private static BlockHeader header(BlockTemplate template, BlockHash root) {
        return new BlockHeader(template.version(), template.tip().prevHash(), root, template.curTime(),
                template.tip().nBits(), 0x01234567);
    }
}
