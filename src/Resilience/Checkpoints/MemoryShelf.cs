namespace Resilience.Checkpoints;

/// <summary>A run in memory, as one of its owners or readers sees it.</summary>
internal sealed class MemoryShelf : RunShelf
{
    private readonly MemoryRun _run;

    public MemoryShelf(MemoryRun run) => _run = run;

    public override bool Blocks => false;

    public bool TryOwn(bool takeOver) => _run.TryOwn(this, takeOver);

    public override IReadOnlyList<long> Sequences() => _run.Sequences();

    public override IRecordSource? Open(long sequence) => _run.Find(sequence) is { } bytes ? new MemorySource(bytes) : null;

    public override bool TryAdd(EncodedRecord record) =>
        _run.TryAdd(record.Info.Sequence, [.. record.Front.Span, .. record.Payload.Span]);

    public override void SetAside(long sequence) => _run.Remove(sequence);

    public override long RaiseToken(long atLeast) => _run.RaiseToken(atLeast);

    public override void Dispose() => _run.Release(this);
}
