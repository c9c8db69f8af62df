using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>Writes the records of a run.</summary>
internal sealed class RunJournal(IRunLease lease, CheckpointDurability durability) : IAsyncDisposable
{
    private readonly CheckpointWriter _writer = new(lease, durability);

    /// <summary>All records of the run, oldest first.</summary>
    public IReadOnlyList<CheckpointInfo> Records => lease.History;

    public ValueTask StartedAsync(
        string definition, string inputHash, DateTimeOffset at, CheckpointPayload input, IReadOnlyDictionary<string, string> properties) =>
        AppendAsync(
            new()
            {
                Kind = CheckpointKind.Started,
                DefinitionHash = definition,
                InputHash = inputHash,
                StartedAt = at,
                TraceParent = CurrentTrace(),
                Properties = properties,
            },
            input);

    public ValueTask StageAsync(string definition, string prefix, StageResult result, DateTimeOffset endedAt, CheckpointPayload context) =>
        AppendAsync(
            new()
            {
                Kind = CheckpointKind.Stage,
                DefinitionHash = definition,
                Stage = result.Stage.Name,
                Status = RecordedStatus.Of(result.Status),
                Attempt = result.Attempts,
                Mitigation = result.Ordinal,
                StartedAt = result.StartedAt,
                EndedAt = endedAt,
                Code = result.Failure?.Code,
                TraceParent = CurrentTrace(),
                Properties = Properties(
                    (RecordProperties.Prefix, prefix),
                    (RecordProperties.Reason, result.Reason),
                    (RecordProperties.Base, Text(result.Ordinal - result.Mitigations))),
            },
            context);

    public ValueTask IntentAsync(string definition, StageInfo stage, int ordinal, string? reason, CheckpointPayload context) =>
        AppendAsync(
            new()
            {
                Kind = CheckpointKind.Intent,
                DefinitionHash = definition,
                Stage = stage.Name,
                Mitigation = ordinal,
                Properties = Properties((RecordProperties.Reason, reason)),
            },
            context);

    public ValueTask RestartedAsync(string definition, StageInfo stage) =>
        AppendAsync(
            new()
            {
                Kind = CheckpointKind.Restarted,
                DefinitionHash = definition,
                Stage = stage.Name,
                Properties = Properties((RecordProperties.Position, stage.Position.ToString(CultureInfo.InvariantCulture))),
            },
            default);

    public ValueTask FinishedAsync(
        string definition, RunResultStatus status, StageResult? last, string? traceHash, DateTimeOffset startedAt, DateTimeOffset at) =>
        AppendAsync(
            new()
            {
                Kind = CheckpointKind.Finished,
                DefinitionHash = definition,
                Status = RecordedStatus.Of(status),
                Stage = last?.Stage.Name,
                Attempt = last?.Attempts ?? 0,
                Mitigation = last?.Ordinal ?? 0,
                Code = last?.Failure?.Code,
                StartedAt = startedAt,
                EndedAt = at,
                TraceHash = traceHash,
                TraceParent = CurrentTrace(),
                Properties = Properties(
                    (RecordProperties.Reason, last?.Reason),
                    (RecordProperties.Base, Text((last?.Ordinal ?? 0) - (last?.Mitigations ?? 0))),
                    (RecordProperties.Cause, last?.Failure?.Failure.Cause.ToString()),
                    (RecordProperties.Disposition, last?.Failure?.Failure.Disposition.ToString())),
            },
            default);

    /// <summary>Returns when everything is durable.</summary>
    public ValueTask FlushAsync() => _writer.FlushAsync();

    /// <summary>Waits for what is being written; the lease is its owner's.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    public static string? CurrentTrace() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    private static string? Text(int number) => number == 0 ? null : number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, string> Properties(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        Dictionary<string, string>? properties = null;
        foreach ((string name, string? value) in pairs)
        {
            if (value is not null)
                (properties ??= []).Add(name, StorableText.Of(value));
        }

        return properties ?? (IReadOnlyDictionary<string, string>)FrozenDictionary<string, string>.Empty;
    }

    // A write that has begun is not given up: whoever stops a run waits for it.
    private ValueTask AppendAsync(CheckpointMetadata metadata, CheckpointPayload payload) =>
        _writer.AppendAsync(new(metadata, payload), CancellationToken.None);
}
