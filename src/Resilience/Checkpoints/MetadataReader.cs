using System.Collections.Frozen;
using System.Text.Json;

namespace Resilience.Checkpoints;

/// <summary>
/// Reads what <see cref="MetadataWriter"/> wrote. Members that it does not know are left out: a later version may add some. Anything else
/// that is not as it should be is an error.
/// </summary>
internal static class MetadataReader
{
    /// <exception cref="CheckpointException">The metadata is not what this library writes.</exception>
    public static StoredMetadata Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Parse(utf8);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new CheckpointException(CheckpointError.Corrupt, "The metadata of the record is malformed.", error);
        }
    }

    private static StoredMetadata Parse(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var found = new Members();
        Step(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            found.Take(name, ref json);
        }

        if (json.TokenType != JsonTokenType.EndObject || json.Read())
            throw new JsonException();
        return found.ToStored();
    }

    private static FrozenDictionary<string, string> ReadProperties(ref Utf8JsonReader json)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            properties.Add(name, json.GetString() ?? throw new JsonException());
        }

        return properties.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Step(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (!json.Read() || json.TokenType != expected)
            throw new JsonException();
    }

    private static T Required<T>(T? value)
        where T : class => value ?? throw new JsonException();

    private struct Members
    {
        private string? _pipeline, _run, _kind, _stage, _status, _definition, _host, _code, _input, _trace, _traceParent;
        private string? _serializer, _fingerprint;
        private int _attempt, _mitigation, _schema;
        private DateTimeOffset? _started, _ended, _recorded;
        private FrozenDictionary<string, string>? _properties;

        public void Take(string name, ref Utf8JsonReader json)
        {
            switch (name)
            {
                case "pipeline": _pipeline = json.GetString(); break;
                case "run": _run = json.GetString(); break;
                case "kind": _kind = json.GetString(); break;
                case "stage": _stage = json.GetString(); break;
                case "status": _status = json.GetString(); break;
                case "attempt": _attempt = json.GetInt32(); break;
                case "mitigation": _mitigation = json.GetInt32(); break;
                case "definition": _definition = json.GetString(); break;
                case "started": _started = json.GetDateTimeOffset(); break;
                case "ended": _ended = json.GetDateTimeOffset(); break;
                case "recorded": _recorded = json.GetDateTimeOffset(); break;
                case "host": _host = json.GetString(); break;
                case "code": _code = json.GetString(); break;
                case "input": _input = json.GetString(); break;
                case "trace": _trace = json.GetString(); break;
                case "traceparent": _traceParent = json.GetString(); break;
                case "serializer": _serializer = json.GetString(); break;
                case "schema": _schema = json.GetInt32(); break;
                case "fingerprint": _fingerprint = json.GetString(); break;
                case "properties": _properties = ReadProperties(ref json); break;
                default: json.Skip(); break;
            }
        }

        public readonly StoredMetadata ToStored() => new(
            new(Required(_pipeline), Required(_run)),
            new()
            {
                Kind = RecordWords.ToKind(_kind),
                DefinitionHash = Required(_definition),
                Stage = _stage,
                Status = _status is null ? CheckpointStatus.None : RecordWords.ToStatus(_status),
                Attempt = _attempt,
                Mitigation = _mitigation,
                StartedAt = _started,
                EndedAt = _ended,
                Code = _code,
                InputHash = _input,
                TraceHash = _trace,
                TraceParent = _traceParent,
                Properties = _properties ?? FrozenDictionary<string, string>.Empty,
            },
            _recorded ?? throw new JsonException(),
            Required(_host),
            _serializer is null ? null : new(_serializer, _schema, Required(_fingerprint)));
    }
}
