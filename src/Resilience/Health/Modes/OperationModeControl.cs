using Resilience.Health.Modes;
using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// Knows how much of an application works: components are marked as they fail and recover, by hand, by a health monitor or by circuit
/// breakers, and the worst mark makes the mode. Features, stages and limits follow it. Asking for the mode or a feature is one read. Safe
/// to use from many threads; see <c>docs/operation-mode.md</c>.
/// </summary>
public sealed partial class OperationModeControl : IDisposable
{
    // Marks that are set by name alone are all of one source.
    private static readonly object _byHand = new();

    private readonly Lock _gate = new();
    private readonly OperationModeOptions _options;
    private readonly Dictionary<string, FeatureSwitch> _features;
    private readonly Subscribers<ModeChange> _subscribers;
    private readonly ModeMarks _marks = new();
    private readonly Queue<ModeChange> _history = new();
    private readonly ITimer _timer;
    private ModeDwell _dwell;
    private ModeOverride? _override;
    private long _overrideDue = long.MaxValue;
    private DateTimeOffset _since;
    private string _reason = "no component is marked";
    private volatile OperationMode _mode;
    private bool _isDisposed;

    /// <summary>Makes a control; the mode is normal.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public OperationModeControl(OperationModeOptions? options = null)
    {
        options ??= new();
        OptionErrors.Check("operation mode", options.Validate);
        _options = new()
        {
            RaiseAfter = options.RaiseAfter,
            LowerAfter = options.LowerAfter,
            HistoryLength = options.HistoryLength,
            DegradedText = options.DegradedText,
            EmergencyText = options.EmergencyText,
            Redaction = options.Redaction,
            TimeProvider = options.TimeProvider,
            Logger = options.Logger,
        };
        _features = options.Features.ToDictionary(
            static feature => feature.Name, static feature => new FeatureSwitch(feature), StringComparer.Ordinal);
        _dwell = new(Units(options.RaiseAfter), Units(options.LowerAfter));
        _since = Clock.GetUtcNow();
        _subscribers = new(error => Log(logger => ModeLog.HandlerFailed(logger, error)));
        _timer = Clock.CreateTimer(
            static control => ((OperationModeControl)control!).Update("a dwell time has passed"),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        foreach (FeatureSwitch feature in _features.Values)
            feature.Update(OperationMode.Normal, _marks);
    }

    /// <summary>The mode.</summary>
    public OperationMode Mode => _mode;

    /// <summary>Whether a feature is there now: the mode is one of its modes, and no component that it needs is marked.</summary>
    /// <param name="name">The name of the feature.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such feature; the message lists those that there are.</exception>
    public bool IsFeatureEnabled(string name) => Feature(name).IsEnabled;

    /// <summary>Marks a component as not well. A mark that is there already is replaced.</summary>
    /// <param name="component">The name of the component.</param>
    /// <param name="reason">Why, for people. It is redacted.</param>
    /// <param name="severity">How much the application suffers.</param>
    /// <exception cref="ArgumentException"><paramref name="component"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="reason"/> is null.</exception>
    public void MarkDegraded(string component, string reason, ComponentSeverity severity = ComponentSeverity.Medium) =>
        Mark(_byHand, component, reason, severity);

    /// <summary>Takes back what <see cref="MarkDegraded"/> has said. Marks of monitors and breakers stay: they take back theirs.</summary>
    /// <param name="component">The name of the component.</param>
    /// <returns>Whether it was marked.</returns>
    /// <exception cref="ArgumentException"><paramref name="component"/> is empty.</exception>
    public bool MarkNormal(string component) => Unmark(_byHand, component);

    /// <summary>Sets the mode by hand, at once. It stays whatever the marks ask for; another override replaces it.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="author">Who sets it.</param>
    /// <param name="reason">Why, for people. It is redacted.</param>
    /// <param name="duration">For how long; null, the default, for until it is cleared.</param>
    /// <exception cref="ArgumentException"><paramref name="author"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="reason"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="mode"/> is not defined, or <paramref name="duration"/> is not between 1 ms and 49 days.
    /// </exception>
    public void Override(OperationMode mode, string author, string reason, TimeSpan? duration = null)
    {
        if (!Enum.IsDefined(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "This mode is not defined.");
        ArgumentException.ThrowIfNullOrWhiteSpace(author);
        ArgumentNullException.ThrowIfNull(reason);
        if (duration is { } given)
            Timing.Require.Between(given, TimeSpan.FromMilliseconds(1), Timing.Require.LongestWait, nameof(duration));
        string why = Line(reason);
        lock (_gate)
        {
            DateTimeOffset now = Clock.GetUtcNow();
            _override = new(mode, Line(author), why, now, now + duration);
            _overrideDue = duration is { } time ? Clock.GetTimestamp() + Units(time) : long.MaxValue;
        }

        Update(why);
    }

    /// <summary>Ends an override. The mode is then what the marks ask for, at once.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ClearOverride()
    {
        lock (_gate)
        {
            if (_override is null)
                return false;
            EndOverride_NeedsLock();
        }

        Update("the override was cleared");
        return true;
    }

    /// <summary>What works and what does not, for the application's users.</summary>
    public CapabilityNotice GetNotice()
    {
        lock (_gate)
        {
            Dictionary<string, string?> limited = _features.Values.Where(static feature => !feature.IsEnabled)
                .Select(feature => feature.Snapshot(_marks))
                .ToDictionary(static feature => feature.Name, static feature => feature.Text, StringComparer.Ordinal);
            string? text = _mode switch
            {
                OperationMode.Degraded => _options.DegradedText,
                OperationMode.Emergency => _options.EmergencyText,
                _ => null,
            };
            return new(_mode, _mode != OperationMode.Normal || limited.Count > 0, text, limited);
        }
    }

    /// <summary>All that is known.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public ModeSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new()
            {
                Mode = _mode,
                Since = _since,
                Reason = _reason,
                Wanted = _marks.Wanted,
                Override = _override,
                Components = _marks.Components(),
                Features =
                [
                    .. _features.Values.OrderBy(static feature => feature.Name, StringComparer.Ordinal)
                        .Select(feature => feature.Snapshot(_marks)),
                ],
                Changes = [.. _history],
            };
        }
    }

    /// <summary>Has a handler told of changes of the mode.</summary>
    /// <param name="handler">
    /// Called on the thread pool, in order, one change at a time. What it throws is logged (1223); it holds up nobody else.
    /// </param>
    /// <returns>To be disposed of when no more is to be told.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public IDisposable Subscribe(Action<ModeChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _subscribers.Add(handler);
    }

    /// <inheritdoc cref="Subscribe(Action{ModeChange})"/>
    public IDisposable Subscribe(Func<ModeChange, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _subscribers.Add(handler);
    }

    /// <summary>Lets go of the timer: the mode still follows what is said, but nothing changes by itself any more.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _timer.Dispose();
    }

    internal FeatureSwitch Feature(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _features.TryGetValue(name, out FeatureSwitch? feature)
            ? feature
            : throw new ArgumentException(
                $"There is no feature '{name}'; there are: {string.Join(", ", _features.Keys.Order(StringComparer.Ordinal))}.",
                nameof(name));
    }
}
