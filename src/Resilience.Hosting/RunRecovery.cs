using Microsoft.Extensions.Logging;
using Resilience.Checkpoints;

namespace Resilience.Hosting;

/// <summary>Goes on with the runs that were interrupted, so many at a time. What goes wrong with one does not stop the others.</summary>
internal sealed class RunRecovery(
    IReadOnlyList<IOrchestrator> orchestrators, Func<IOrchestrator, RunHead, bool>? filter, int maxConcurrent, ILogger logger)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            // All are listed before any goes on: one that is interrupted again is not recovered twice.
            var runs = new List<(IOrchestrator Orchestrator, string RunId)>();
            foreach (IOrchestrator orchestrator in orchestrators)
                await ListAsync(orchestrator, runs, stopping).ConfigureAwait(false);
            await Parallel.ForEachAsync(
                runs,
                new ParallelOptions { MaxDegreeOfParallelism = maxConcurrent, CancellationToken = stopping },
                (run, _) => ResumeAsync(run.Orchestrator, run.RunId, stopping)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    private async ValueTask ListAsync(
        IOrchestrator orchestrator, List<(IOrchestrator Orchestrator, string RunId)> runs, CancellationToken stopping)
    {
        if (!orchestrator.HasCheckpoints)
            return;
        try
        {
            int before = runs.Count;
            await foreach (RunHead head in orchestrator.ListRunsAsync(RunStatus.Interrupted, stopping).ConfigureAwait(false))
            {
                if (IsWanted(orchestrator, head))
                    runs.Add((orchestrator, head.Run.RunId));
            }

            HostingLog.Recovering(logger, orchestrator.Name, runs.Count - before);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            HostingLog.ListingFailed(logger, error, orchestrator.Name);
        }
    }

    private bool IsWanted(IOrchestrator orchestrator, RunHead head)
    {
        try
        {
            return filter is null || filter(orchestrator, head);
        }
        catch (Exception error)
        {
            HostingLog.RecoveryFailed(logger, error, orchestrator.Name, head.Run.RunId);
            return false;
        }
    }

    private async ValueTask ResumeAsync(IOrchestrator orchestrator, string runId, CancellationToken stopping)
    {
        try
        {
            RunReport report = await orchestrator.ResumeAsync(runId, stopping).ConfigureAwait(false);
            HostingLog.Recovered(logger, orchestrator.Name, runId, report.Status);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Interrupted once more.
        }
        catch (ResilienceException error) when (error.Code is ErrorCodes.RunOwned or ErrorCodes.RunAlreadyRunning)
        {
            HostingLog.SomebodyElse(logger, orchestrator.Name, runId);
        }
        catch (Exception error)
        {
            HostingLog.RecoveryFailed(logger, error, orchestrator.Name, runId);
        }
    }
}
