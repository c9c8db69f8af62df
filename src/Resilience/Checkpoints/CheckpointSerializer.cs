using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Resilience.Checkpoints;
using Resilience.Checkpoints.Serialization;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Turns the context of a stage pipeline into bytes that come back as they were, or refuses: JSON by source generation, without type names
/// in the data and without a second way when the first fails.
/// </summary>
/// <typeparam name="T">The type of the context.</typeparam>
/// <remarks>Immutable and safe to share.</remarks>
public sealed class CheckpointSerializer<T>
{
    private const string Name = "json/1";

    private readonly JsonTypeInfo<T> _type;
    private readonly JsonWriterOptions _writing;
    private readonly int _threshold;
    private readonly int _maxBytes;
    private readonly Func<int, JsonNode, JsonNode>? _upcast;

    /// <summary>Makes a serializer.</summary>
    /// <param name="typeInfo">What source generation knows of the type, such as <c>PlanJson.Default.PlanContext</c>.</param>
    /// <param name="options">Options; null, the default, for the defaults. They are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="typeInfo"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message lists every such option.</exception>
    public CheckpointSerializer(JsonTypeInfo<T> typeInfo, CheckpointSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        options ??= new();
        OptionErrors.Check("checkpoint serializer", options.Validate);
        _type = typeInfo;
        _threshold = options.CompressionThreshold;
        _maxBytes = options.MaxBytes;
        _upcast = options.Upcast;
        _writing = new() { Encoder = new WholeTextEncoder(typeInfo.Options.Encoder), MaxDepth = typeInfo.Options.MaxDepth };
        Schema = new(Name, options.SchemaVersion, SchemaFingerprint.Of(typeInfo));
    }

    /// <summary>The serializer, the version of the type, and its shape: every property by name and type, down to the last.</summary>
    public PayloadSchema Schema { get; }

    /// <summary>Turns a context into a payload.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The payload, compressed where that makes it smaller.</returns>
    /// <exception cref="CheckpointException">
    /// The context does not come back as it was (<see cref="CheckpointError.NotSerializable"/>: half a surrogate pair, a number that is
    /// none, a cycle), or is too large.
    /// </exception>
    public CheckpointPayload Serialize(T context)
    {
        ReadOnlyMemory<byte> json = Write(context);
        return json.Length >= _threshold && Packing.TryCompress(json.Span, out byte[]? packed)
            ? CheckpointPayload.Packed(packed, PayloadEncoding.Brotli, json.Length, Schema)
            : CheckpointPayload.Plain(json, Schema);
    }

    /// <summary>Turns a payload back into a context.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The context.</returns>
    /// <exception cref="CheckpointException">
    /// The payload is not one of this type and version and cannot be made one (<see cref="CheckpointError.SchemaMismatch"/>), is damaged,
    /// or too large.
    /// </exception>
    public T Deserialize(CheckpointPayload payload)
    {
        if (payload.Schema is not { } schema)
            throw Mismatch("The record has no context.");
        bool same = IsCurrent(schema);
        ReadOnlyMemory<byte> json = Packing.Unpack(payload, _maxBytes);
        try
        {
            T? context = same
                ? JsonSerializer.Deserialize(json.Span, _type)
                : JsonSerializer.Deserialize(Upcast(schema.Version, json.Span), _type);
            return context ?? throw new CheckpointException(CheckpointError.Corrupt, "The context is null.");
        }
        catch (Exception error) when (error is not CheckpointException)
        {
            throw new CheckpointException(
                same ? CheckpointError.Corrupt : CheckpointError.SchemaMismatch, "The context cannot be read as its type.", error);
        }
    }

    /// <summary>The SHA-256 of a context as it would be stored, before it is compressed: 64 hexadecimal digits in lower case.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The hash: the same for contexts that are stored as the same bytes.</returns>
    /// <exception cref="CheckpointException">The context does not come back as it was, or is too large.</exception>
    public string Hash(T context) => Convert.ToHexStringLower(SHA256.HashData(Write(context).Span));

    private static CheckpointException Mismatch(string message) => new(CheckpointError.SchemaMismatch, message);

    private ReadOnlyMemory<byte> Write(T context)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        try
        {
            using var json = new Utf8JsonWriter(output, _writing);
            JsonSerializer.Serialize(json, context, _type);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new CheckpointException(CheckpointError.NotSerializable, $"The context cannot be stored: {error.Message}", error);
        }

        return output.WrittenCount <= _maxBytes
            ? output.WrittenMemory
            : throw new CheckpointException(
                CheckpointError.TooLarge, $"The context has {output.WrittenCount} bytes, but may have {_maxBytes} at most.");
    }

    private bool IsCurrent(PayloadSchema schema)
    {
        if (schema.Serializer != Name)
            throw Mismatch("The context was stored by another serializer.");
        if (schema.Version > Schema.Version)
            throw Mismatch($"The context has the version {schema.Version}; this program knows {Schema.Version}.");
        if (schema == Schema)
            return true;
        return _upcast is not null
            ? false
            : throw Mismatch(
                schema.Version < Schema.Version
                    ? $"The context has the version {schema.Version} and this program {Schema.Version}, but no upcaster."
                    : $"The type of the context has changed, but not its version {Schema.Version}.");
    }

    private JsonNode Upcast(int version, ReadOnlySpan<byte> json) =>
        _upcast!(version, JsonNode.Parse(json) ?? throw Mismatch("The context is null."))
        ?? throw Mismatch("The upcaster returned null.");
}
