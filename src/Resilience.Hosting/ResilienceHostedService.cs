using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resilience.DependencyInjection;

namespace Resilience.Hosting;

/// <summary>Validates at start, has health probes asked, recovers runs, and drains orchestrators at shutdown.</summary>
/// <remarks>
/// Runs are told to stop before any other service is stopped, so that those services find theirs stopping already; they are waited for when
/// it is this service's turn, until the host gives up.
/// </remarks>
internal sealed class ResilienceHostedService(
    IServiceProvider provider, IOptions<ResilienceHostingOptions> options, ILogger<ResilienceHostedService> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<IOrchestrator> _orchestrators = [];
    private Task _recovery = Task.CompletedTask;
    private HealthMonitor? _monitor;
    private Task? _drain;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        provider.ValidateResilience();
        _orchestrators = [.. provider.GetServices<IOrchestrator>()];
        _monitor = provider.GetService<IOptions<HealthSetup>>()?.Value.Enabled == true ? provider.GetService<HealthMonitor>() : null;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _monitor?.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RecoverRuns)
        {
            // Not the token of the start: that is over when the application runs. And not on this thread: a store may block.
            var recovery = new RunRecovery(_orchestrators, options.Value.RecoverRun, options.Value.MaxConcurrentRecoveries, logger);
            CancellationToken stopping = _stopping.Token;
            _recovery = Task.Run(() => recovery.RunAsync(stopping), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        BeginToStop();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeginToStop().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (IOrchestrator orchestrator in _orchestrators)
            {
                int left = orchestrator.Running.Count;
                if (left > 0)
                    HostingLog.NotStopped(logger, orchestrator.Name, left);
            }
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private Task BeginToStop()
    {
        if (_drain is not null)
            return _drain;
        _stopping.Cancel();
        IEnumerable<Task> drains = options.Value.DrainRuns ? _orchestrators.Select(DrainAsync) : [];
        Task monitor = _monitor?.StopAsync() ?? Task.CompletedTask;
        return _drain = Task.WhenAll([_recovery, monitor, .. drains]);
    }

    private async Task DrainAsync(IOrchestrator orchestrator)
    {
        int running = orchestrator.Running.Count;
        if (running > 0)
            HostingLog.Draining(logger, orchestrator.Name, running);
        try
        {
            await orchestrator.DrainAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            HostingLog.DrainFailed(logger, error, orchestrator.Name);
        }
    }
}
