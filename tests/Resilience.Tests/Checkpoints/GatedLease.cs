using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

/// <summary>A lease whose appends wait at a gate, and fail when they are told to.</summary>
internal sealed class GatedLease(RunKey run) : IRunLease
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<CheckpointDraft> _appended = [];
    private TaskCompletionSource _gate = Opened();

    public RunKey Run => run;

    public long FencingToken => 1;

    public IReadOnlyList<CheckpointInfo> History => [];

    public IReadOnlyList<QuarantinedRecord> Quarantined => [];

    public CancellationToken Lost => CancellationToken.None;

    public CheckpointException? Failure { get; set; }

    /// <summary>Completes when an append stands at the gate.</summary>
    public Task Entered => _entered.Task;

    public IEnumerable<string?> Stages => _appended.Select(static draft => draft.Metadata.Stage);

    public void Close() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.SetResult();

    public async ValueTask<CheckpointInfo> AppendAsync(CheckpointDraft draft, CancellationToken cancellationToken = default)
    {
        _entered.TrySetResult();
        await _gate.Task;
        if (Failure is { } failure)
            throw failure;
        _appended.Add(draft);
        return new()
        {
            Run = run,
            Sequence = _appended.Count,
            FencingToken = 1,
            Metadata = draft.Metadata,
            RecordedAt = default,
            Host = "",
            Hash = "",
            PreviousHash = "",
        };
    }

    public ValueTask<CheckpointRecord> ReadAsync(long sequence, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
