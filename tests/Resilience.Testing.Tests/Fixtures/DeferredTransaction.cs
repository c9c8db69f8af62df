namespace Resilience.Testing.Tests.Fixtures;

/// <summary>A transaction that writes when it is committed what was handed to it before.</summary>
internal sealed class DeferredTransaction : StoreTransaction
{
    private readonly List<Func<Task>> _writes = [];

    public override object Value => this;

    public void Defer(Func<Task> write) => _writes.Add(write);

    public override async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        foreach (Func<Task> write in _writes)
            await write();
    }

    public override ValueTask RollbackAsync(CancellationToken cancellationToken) => default;
}
