using Resilience.Checkpoints;

namespace Resilience.Testing.Tests.Wrong;

/// <summary>A lease that does what another does, but for what it does wrong.</summary>
internal sealed class WrongLease(IRunLease right, RunKey run, Wrongdoing wrong) : IRunLease
{
    public RunKey Run => run;

    public long FencingToken => wrong.Token(right.FencingToken);

    public IReadOnlyList<CheckpointInfo> History => wrong.Known(right.History);

    public IReadOnlyList<QuarantinedRecord> Quarantined => wrong.Quarantined(right.Quarantined);

    public CancellationToken Lost => wrong.Lost(right.Lost);

    public ValueTask<CheckpointInfo> AppendAsync(CheckpointDraft draft, CancellationToken cancellationToken) =>
        wrong.Append(right, draft, wrong.Cancellation(cancellationToken));

    public async ValueTask<CheckpointRecord> ReadAsync(long sequence, CancellationToken cancellationToken) =>
        wrong.Record(await right.ReadAsync(sequence, wrong.Cancellation(cancellationToken)))!;

    public ValueTask DisposeAsync() => wrong.Dispose(right);
}
