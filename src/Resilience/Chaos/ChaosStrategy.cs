using System.Globalization;
using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience.Chaos;

/// <summary>Decides whether an attempt is hit; what happens then is its kind's affair. Misses cost a draw, and no allocation.</summary>
internal abstract class ChaosStrategy : ResilienceStrategy
{
    private const string ShadowWord = "chaos";

    private readonly bool _enabled;
    private readonly double _rate;
    private readonly Func<ChaosArguments, bool>? _enabledGenerator;
    private readonly Func<ChaosArguments, double>? _rateGenerator;
    private readonly Func<ChaosInjectedArguments, ValueTask>? _onInjected;
    private readonly ChaosSwitch? _switch;
    private readonly bool _isShadow;

    protected ChaosStrategy(ChaosOptions options, bool isShadow)
        : base(options.Name, ChaosChecks.CanInject(options) ? StrategySteps.Enter : StrategySteps.None)
    {
        _enabled = options.Enabled;
        _rate = options.Rate;
        _enabledGenerator = options.EnabledGenerator;
        _rateGenerator = options.RateGenerator;
        _onInjected = options.OnInjected;
        _switch = options.Switch;
        Dice = new(options.Seed, options.Randomizer);
        _isShadow = isShadow;
    }

    /// <summary>Draws the numbers for this strategy.</summary>
    protected ChaosDice Dice { get; }

    /// <summary>Whether the injection takes no time of its own.</summary>
    protected virtual bool IsImmediate => true;

    /// <summary>What the strategy injects, in a few words.</summary>
    protected abstract string Kind { get; }

    public sealed override string ToString()
    {
        string share = _rateGenerator is null ? string.Create(CultureInfo.InvariantCulture, $"{_rate * 100:0.##} %") : "a varying share";
        string state = Steps == StrategySteps.None ? ", off" : "";
        return $"{Name} ({Kind} in {share} of attempts{state})";
    }

    protected internal sealed override EntryVerdict Enter(ExecutionFrame frame)
    {
        if (_switch is { Enabled: false })
            return EntryVerdict.Proceed;
        bool isHit = IsHit(frame, out long decision);
        // The user's code that decided may have cancelled the call.
        if (frame.EndsEntry(Timing.Timeline.Never))
            return EntryVerdict.Stop;
        if (!isHit)
            return EntryVerdict.Proceed;
        if (_isShadow)
            return LetBe(frame);

        if (!IsImmediate || _onInjected is not null)
        {
            frame.SlotOf(Index).Entry = decision;
            return EntryVerdict.Wait;
        }

        if (!TryChoose(frame, decision, out ChaosInjection injection))
            return EntryVerdict.Proceed;
        Tell(frame, injection);
        return frame.EndsEntry(Timing.Timeline.Never) ? EntryVerdict.Stop : Inject(frame, injection);
    }

    protected internal sealed override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        if (!TryChoose(frame, frame.SlotOf(Index).Entry, out ChaosInjection injection))
            return EntryVerdict.Proceed;
        Tell(frame, injection);
        if (_onInjected is not null)
        {
            var arguments = new ChaosInjectedArguments(
                injection.Reason, injection.Latency, injection.Fault, frame.Attempt, frame.Context);
            await frame.NotifyAsync(this, _onInjected, arguments).ConfigureAwait(false);
        }

        // A deadline may have passed while the handler was at work.
        if (frame.EndsEntry(frame.Cell.Due))
            return EntryVerdict.Stop;
        return IsImmediate ? Inject(frame, injection) : await InjectAsync(frame, injection).ConfigureAwait(false);
    }

    /// <summary>What is injected into this attempt; false if nothing is after all.</summary>
    /// <param name="frame">The execution.</param>
    /// <param name="decision">The number of the decision, by which to choose.</param>
    /// <param name="injection">What is injected.</param>
    protected abstract bool TryChoose(ExecutionFrame frame, long decision, out ChaosInjection injection);

    /// <summary>Ends the attempt with the injection.</summary>
    protected virtual EntryVerdict Inject(ExecutionFrame frame, in ChaosInjection injection) => EntryVerdict.Proceed;

    /// <summary>The same, if it takes time.</summary>
    protected virtual ValueTask<EntryVerdict> InjectAsync(ExecutionFrame frame, ChaosInjection injection) => new(EntryVerdict.Proceed);

    protected static ChaosArguments Arguments(ExecutionFrame frame) => new(frame.Attempt, frame.Context);

    private bool IsHit(ExecutionFrame frame, out long decision)
    {
        decision = 0;
        if (!(_enabledGenerator?.Invoke(Arguments(frame)) ?? _enabled))
            return false;
        // NaN is no share of anything, and so is less than every number that is drawn.
        double rate = _switch?.Rate ?? _rateGenerator?.Invoke(Arguments(frame)) ?? _rate;
        double drawn = Dice.Roll(out decision);
        _switch?.CountDecision();
        return drawn < rate;
    }

    private EntryVerdict LetBe(ExecutionFrame frame)
    {
        _switch?.CountShadowed();
        frame.WouldHave(this, ShadowWord);
        return EntryVerdict.Proceed;
    }

    private void Tell(ExecutionFrame frame, in ChaosInjection injection)
    {
        _switch?.CountInjection();
        if (frame.Core.Telemetry.Hears(ResilienceEventKind.ChaosInjected))
        {
            frame.Publish(
                ResilienceEventKind.ChaosInjected, this, injection.Latency, code: null, injection.Fault, injection.Reason);
        }
    }
}
