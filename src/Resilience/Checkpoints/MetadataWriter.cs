using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Resilience.Checkpoints;

/// <summary>Writes the metadata of a record as JSON, always in the same order; what is empty is left out.</summary>
internal static class MetadataWriter
{
    private static readonly JavaScriptEncoder _readable = JavaScriptEncoder.Create(UnicodeRanges.All);
    private static readonly JsonWriterOptions _compact = new() { Encoder = _readable };
    private static readonly JsonWriterOptions _indented = new() { Encoder = _readable, Indented = true };

    /// <summary>The metadata as it is stored and hashed.</summary>
    public static void Write(IBufferWriter<byte> output, CheckpointInfo info)
    {
        using var json = new Utf8JsonWriter(output, _compact);
        json.WriteStartObject();
        WriteMembers(json, info);
        json.WriteEndObject();
    }

    /// <summary>The same for people, with what stands in the header.</summary>
    public static void WriteReadable(IBufferWriter<byte> output, CheckpointInfo info)
    {
        using var json = new Utf8JsonWriter(output, _indented);
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, info.Sequence);
        json.WriteNumber("fencingToken"u8, info.FencingToken);
        WriteMembers(json, info);
        json.WriteNumber("storedLength"u8, info.StoredLength);
        json.WriteNumber("rawLength"u8, info.RawLength);
        json.WriteBoolean("encrypted"u8, info.IsEncrypted);
        json.WriteBoolean("authenticated"u8, info.IsAuthenticated);
        json.WriteString("previousHash"u8, info.PreviousHash);
        json.WriteString("hash"u8, info.Hash);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, CheckpointInfo info)
    {
        CheckpointMetadata data = info.Metadata;
        json.WriteString("pipeline"u8, info.Run.Pipeline);
        json.WriteString("run"u8, info.Run.RunId);
        json.WriteString("kind"u8, RecordWords.Of(data.Kind));
        Text(json, "stage"u8, data.Stage);
        if (data.Status != CheckpointStatus.None)
            json.WriteString("status"u8, RecordWords.Of(data.Status));
        Number(json, "attempt"u8, data.Attempt);
        Number(json, "mitigation"u8, data.Mitigation);
        json.WriteString("definition"u8, data.DefinitionHash);
        Time(json, "started"u8, data.StartedAt);
        Time(json, "ended"u8, data.EndedAt);
        json.WriteString("recorded"u8, info.RecordedAt);
        json.WriteString("host"u8, info.Host);
        Text(json, "code"u8, data.Code);
        Text(json, "input"u8, data.InputHash);
        Text(json, "trace"u8, data.TraceHash);
        Text(json, "traceparent"u8, data.TraceParent);
        if (info.Schema is { } schema)
        {
            json.WriteString("serializer"u8, schema.Serializer);
            json.WriteNumber("schema"u8, schema.Version);
            json.WriteString("fingerprint"u8, schema.Fingerprint);
        }

        if (data.Properties.Count > 0)
            WriteProperties(json, data.Properties);
    }

    private static void WriteProperties(Utf8JsonWriter json, IReadOnlyDictionary<string, string> properties)
    {
        json.WriteStartObject("properties"u8);
        foreach ((string name, string value) in properties.OrderBy(static property => property.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, int value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
            json.WriteString(name, time);
    }
}
