using System.Runtime.CompilerServices;
using Resilience.Checkpoints;

namespace Resilience.Hosting.Tests;

/// <summary>An orchestrator of somebody else's.</summary>
internal sealed class Stub : IOrchestrator
{
    /// <summary>What resuming throws; listing and draining too, unless there is a run.</summary>
    public required Exception Failure { get; init; }

    /// <summary>The run that is listed.</summary>
    public string? Run { get; init; }

    public string Name => "stub";

    public IReadOnlyList<StageInfo> Stages => [];

    public bool HasCheckpoints => true;

    public IReadOnlyCollection<string> Running => [];

    public async IAsyncEnumerable<RunHead> ListRunsAsync(
        RunStatus? status = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (Run is null)
            throw Failure;
        yield return new(new(Name, Run), RunStatus.Interrupted, 1, null);
    }

    public Task<RunReport> ResumeAsync(string runId, CancellationToken cancellationToken = default) => throw Failure;

    public ValueTask<bool> CancelAsync(string runId, CancellationToken cancellationToken = default) => new(false);

    public Task DrainAsync(CancellationToken cancellationToken = default) => Run is null ? throw Failure : Task.CompletedTask;
}
