package io.sluice.app.sandbox;

import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/** The parameters of a call, given by place or by name. */
record Params(JsonNode given) {

    /** One of them, or a missing node. */
    JsonNode at(int place, String name) {
        JsonNode value = given.isObject() ? given.path(name) : given.path(place);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    String text(int place, String name) throws RpcError {
        JsonNode value = at(place, name);
        if (value.isMissingNode()) {
            throw new RpcError(RpcError.MISC, "parameter " + name + " is missing");
        }
        if (!value.isTextual()) {
            throw new RpcError(RpcError.WRONG_TYPE, "JSON value of type "
                    + value.getNodeType().name().toLowerCase(Locale.ROOT) + " for field " + name
                    + " is not of expected type string");
        }
        return value.textValue();
    }

    int number(int place, String name, int otherwise) throws RpcError {
        JsonNode value = at(place, name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new RpcError(RpcError.WRONG_TYPE, "field " + name + " is not of expected type number");
        }
        return value.intValue();
    }

    /** A flag, which older callers give as a number. */
    int verbosity(int place, String name, int otherwise) throws RpcError {
        JsonNode value = at(place, name);
        return value.isBoolean() ? value.booleanValue() ? 1 : 0 : number(place, name, otherwise);
    }

    BlockHash hash(int place, String name) throws RpcError {
        String hex = text(place, name);
        if (hex.length() != 2 * BlockHash.SIZE) {
            throw new RpcError(RpcError.INVALID_PARAMETER,
                    name + " must be of length 64 (not " + hex.length() + ")");
        }
        try {
            return BlockHash.fromDisplay(hex);
        } catch (IllegalArgumentException notHexadecimal) {
            throw new RpcError(RpcError.INVALID_PARAMETER, name + " must be hexadecimal string");
        }
    }

    /** A block in hexadecimal. */
    static Bytes block(String hex) throws RpcError {
        try {
            return Bytes.hex(hex);
        } catch (IllegalArgumentException notHexadecimal) {
            throw new RpcError(RpcError.NOT_DECODABLE, "Block decode failed");
        }
    }
}
