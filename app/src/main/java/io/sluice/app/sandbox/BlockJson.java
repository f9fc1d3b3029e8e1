package io.sluice.app.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Target;

/** Writes what is known of blocks and their chain as {@code getblock}, {@code getblockheader} and {@code getblockchaininfo} give it. */
final class BlockJson {

    private final SandboxChain chain;

    BlockJson(SandboxChain chain) {
        this.chain = chain;
    }

    ObjectNode header(SandboxBlock block) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        BlockHeader header = block.block().header();
        int confirmations = chain.confirmations(block);
        json.put("hash", block.hash().toDisplay());
        json.put("confirmations", confirmations);
        json.put("height", block.height());
        json.put("version", header.version());
        json.put("versionHex", "%08x".formatted(header.version()));
        json.put("merkleroot", header.merkleRoot().toDisplay());
        json.put("time", header.nTime());
        json.put("mediantime", chain.medianTime(block));
        json.put("nonce", Integer.toUnsignedLong(header.nonce()));
        json.put("bits", header.nBits().toString());
        json.put("target", target().toString());
        json.put("difficulty", difficulty());
        json.put("chainwork", work(block));
        json.put("nTx", block.txids().size());
        if (!block.parent().equals(BlockHash.ZERO)) {
            json.put("previousblockhash", block.parent().toDisplay());
        }
        if (confirmations > 1) {
            chain.blockAt(block.height() + 1)
                    .ifPresent(next -> json.put("nextblockhash", next.hash().toDisplay()));
        }
        return json;
    }

    ObjectNode block(SandboxBlock block) {
        ObjectNode json = header(block);
        json.put("size", block.block().serialize().length());
        json.put("weight", block.block().weight());
        ArrayNode txids = json.putArray("tx");
        block.txids().forEach(txid -> txids.add(txid.toDisplay()));
        return json;
    }

    ObjectNode chainInfo() {
        SandboxBlock tip = chain.tip();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("chain", chain.settings().network().chain());
        json.put("blocks", tip.height());
        json.put("headers", tip.height());
        json.put("bestblockhash", tip.hash().toDisplay());
        json.put("bits", chain.settings().nBits().toString());
        json.put("target", target().toString());
        json.put("difficulty", difficulty());
        json.put("time", tip.time());
        json.put("mediantime", chain.medianTime(tip));
        json.put("verificationprogress", 1);
        json.put("initialblockdownload", false);
        json.put("chainwork", work(tip));
        json.put("size_on_disk", 0);
        json.put("pruned", false);
        json.putArray("warnings");
        return json;
    }

    ObjectNode miningInfo() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("blocks", chain.tip().height());
        json.put("bits", chain.settings().nBits().toString());
        json.put("difficulty", difficulty());
        json.put("target", target().toString());
        json.put("pooledtx", chain.waiting().size());
        json.put("chain", chain.settings().network().chain());
        json.putArray("warnings");
        return json;
    }

    private Target target() {
        return chain.settings().nBits().toTarget();
    }

    private double difficulty() {
        return DifficultyOne.STANDARD.difficultyOf(target());
    }

    /** Expected hashes of the branch up to a block, 64 hexadecimal digits. */
    private String work(SandboxBlock block) {
        BigInteger blocks = BigInteger.valueOf(block.height() - chain.settings().firstHeight() + 1L);
        BigInteger work = new BigDecimal(target().expectedHashes()).toBigInteger().multiply(blocks);
        return "%064x".formatted(work);
    }
}
