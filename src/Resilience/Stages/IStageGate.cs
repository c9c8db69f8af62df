using Resilience.Stages;

namespace Resilience;

/// <summary>
/// Asked before each stage whether it may begin: where an application's operation mode, or the health of what a stage needs, has its say.
/// </summary>
/// <remarks>
/// One instance serves all runs, so it must be thread-safe. What it throws fails the stage as if the stage had thrown it.
/// </remarks>
public interface IStageGate
{
    /// <summary>Decides about a stage. It is asked after the stage's condition and before its risks are assessed.</summary>
    /// <param name="stage">The stage that is about to begin, and its run.</param>
    /// <param name="cancellationToken">Cancelled when the run is.</param>
    /// <returns>What is to become of it.</returns>
    ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken);
}
