using System.Threading.Channels;

namespace Resilience.Health;

/// <summary>The changes that a monitor has told, in order, to be awaited.</summary>
internal sealed class ChangeLog : IDisposable
{
    private readonly Channel<HealthChange> _told = Channel.CreateUnbounded<HealthChange>();
    private readonly IDisposable _subscription;

    public ChangeLog(HealthMonitor monitor) => _subscription = monitor.Subscribe(change => _told.Writer.TryWrite(change));

    public async Task<HealthChange> NextAsync() => await _told.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _subscription.Dispose();
}
