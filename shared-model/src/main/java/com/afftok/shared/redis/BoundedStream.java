package com.afftok.shared.redis;

/// A Redis stream that is bounded in entries and in bytes and drops nothing: at its bound it takes
/// no more.
///
/// The bytes of its values are counted in a key of its own, by the functions below and nothing
/// else. An empty stream starts the count again, so that what was deleted by hand doesn't stay
/// counted for ever.
public final class BoundedStream {

    /// Lua functions, to be put in front of a script. Fields are names and values in turn.
    ///
    /// - `bounded_has_room(stream, bytes, most, most_bytes, fields)`: whether an entry of these
    ///   fields is within the bound; an empty stream takes any one entry
    /// - `bounded_add(stream, bytes, fields)`: appends the entry
    /// - `bounded_take(stream, bytes, id)`: deletes an entry; its fields, or nil where it wasn't
    ///   there
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
