using Resilience.Pipelines;
using Resilience.Stages;

namespace Resilience;

/// <summary>
/// Keeps stages from beginning while what they need is not well. Made for all stages of a pipeline, or for one that needs something.
/// </summary>
public sealed class HealthStageGate : IStageGate
{
    private readonly IHealthSource _source;
    private readonly HealthGateOptions _options;
    private readonly HashSet<string> _stages;
    private readonly Rejection _rejection;

    /// <summary>Makes a gate.</summary>
    /// <param name="source">What is looked at, such as <c>monitor["database"]</c>.</param>
    /// <param name="options">
    /// The options; the defaults if null. They are copied. A stage that waits looks again each
    /// <see cref="HealthGateOptions.PollInterval"/>, and is refused when it has waited <see cref="HealthGateOptions.MaxWait"/>.
    /// </param>
    /// <param name="stages">The names of the stages that need it; all stages if there are none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="stages"/> is null.</exception>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public HealthStageGate(IHealthSource source, HealthGateOptions? options = null, params IEnumerable<string> stages)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(stages);
        options ??= new();
        OptionErrors.Check(options.Name, options.Validate);
        _source = source;
        _options = options.Copy();
        _stages = new(stages, StringComparer.Ordinal);
        _rejection = new(RejectionReason.DependencyUnhealthy, options.Name);
    }

    /// <inheritdoc/>
    public async ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        if (IsWell(stage, out HealthState state))
            return StageGateDecision.Proceed;
        string reason = $"{_options.Name}: {Health.HealthWords.Of(state)}";
        if (_options.Action == HealthGateAction.Degrade)
            return StageGateDecision.Degrade(reason);
        if (_options.Action == HealthGateAction.Wait && await WaitAsync(stage, cancellationToken).ConfigureAwait(false))
            return StageGateDecision.Proceed;
        return StageGateDecision.Refuse(_rejection, reason);
    }

    private async ValueTask<bool> WaitAsync(StageContext stage, CancellationToken cancellationToken)
    {
        TimeProvider clock = stage.TimeProvider;
        long began = clock.GetTimestamp();
        while (!IsWell(stage, out _))
        {
            TimeSpan left = _options.MaxWait - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return false;
            await Task.Delay(left < _options.PollInterval ? left : _options.PollInterval, clock, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private bool IsWell(StageContext stage, out HealthState state)
    {
        state = _source.State;
        return state < _options.Threshold || (_stages.Count > 0 && !_stages.Contains(stage.Stage.Name));
    }
}
