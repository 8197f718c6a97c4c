package com.afftok.shared.redis;

/// A Redis stream that is bounded in entries and in bytes and drops nothing: at its bound it
/// refuses entries.
///
/// The functions below count the bytes of its values in a separate key. An empty stream resets the
/// count, so that manual deletions are not counted forever.
public final class BoundedStream {

    /// Lua functions, to be prepended to a script. Fields are alternating names and values.
    ///
    /// - `bounded_has_room(stream, bytes, most, most_bytes, fields)`: whether an entry of these
    ///   fields is within the bound; an empty stream accepts any entry
    /// - `bounded_add(stream, bytes, fields)`: appends the entry
    /// - `bounded_take(stream, bytes, id)`: deletes an entry; returns its fields, or nil if it does
    ///   not exist
    public static final String FUNCTIONS =
            """
            local function bounded_bytes(fields)
              local bytes = 0
              for i = 2, #fields, 2 do
                bytes = bytes + #fields[i]
              end
              return bytes
            end
            local function bounded_held(stream, bytes)
              if redis.call('XLEN', stream) == 0 then
                return 0
              end
              return tonumber(redis.call('GET', bytes) or '0')
            end
            local function bounded_has_room(stream, bytes, most, most_bytes, fields)
              local length = redis.call('XLEN', stream)
              return length == 0
                or (length < tonumber(most)
                    and bounded_held(stream, bytes) + bounded_bytes(fields) <= tonumber(most_bytes))
            end
            local function bounded_add(stream, bytes, fields)
              redis.call('SET', bytes, bounded_held(stream, bytes) + bounded_bytes(fields))
              redis.call('XADD', stream, '*', unpack(fields))
            end
            local function bounded_take(stream, bytes, id)
              local found = redis.call('XRANGE', stream, id, id)
              if #found == 0 then
                return nil
              end
              local held = bounded_held(stream, bytes) - bounded_bytes(found[1][2])
              redis.call('XDEL', stream, id)
              redis.call('SET', bytes, math.max(0, held))
              return found[1][2]
            end
            """;

    private BoundedStream() {}

    /// The key that counts the bytes of a stream, on the same node of a cluster if the stream's key
    /// has a hash tag.
    public static String bytes(String stream) {
        return stream + ":bytes";
    }
}
