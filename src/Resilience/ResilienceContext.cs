using System.Diagnostics.CodeAnalysis;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// What is known of one execution besides its token: made by callers who want to tell strategies and callbacks something, or to be told
/// the attempt and the time that is left. Calls without one do not pay for it.
/// </summary>
/// <remarks>It belongs to one execution at a time, and may be used again after that has ended. It is not thread-safe.</remarks>
public sealed class ResilienceContext
{
    private readonly CancellationToken _caller;
    private Dictionary<string, object?>? _properties;
    private bool _sharesProperties;
    private Timeline? _timeline;
    private long _due = Timeline.Never;
    private int _depth;

    /// <summary>Creates a context.</summary>
    /// <param name="operationKey">Names the operation in events and logs; keep the number of different keys small.</param>
    /// <param name="cancellationToken">Cancels the execution.</param>
    public ResilienceContext(string? operationKey = null, CancellationToken cancellationToken = default)
    {
        OperationKey = operationKey;
        _caller = cancellationToken;
        CancellationToken = cancellationToken;
    }

    /// <summary>Names the operation in events and logs.</summary>
    public string? OperationKey { get; }

    /// <summary>Inside the callback the token of this attempt, which its deadlines cancel too; elsewhere the caller's.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>How often the callback has been started in this execution: 1 in the first attempt, 0 before.</summary>
    public int Attempt { get; private set; }

    /// <summary>
    /// The time that is left until this attempt's deadline, zero when it has passed; null if there is no deadline, or before the first
    /// attempt. Between attempts and after the last it is that of the attempt before.
    /// </summary>
    public TimeSpan? Remaining
    {
        get
        {
            if (_timeline is null || _due == Timeline.Never)
                return null;
            TimeSpan left = _timeline.Until(_due);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Sets a property, for other strategies and callbacks of this execution.</summary>
    /// <typeparam name="T">The type of the property.</typeparam>
    /// <param name="key">The property's key.</param>
    /// <param name="value">The property's value; may be null.</param>
    public void Set<T>(ResilienceKey<T> key, T value)
    {
        if (_sharesProperties)
        {
            _properties = new(_properties!);
            _sharesProperties = false;
        }

        (_properties ??= [])[key.Name] = value;
    }

    /// <summary>Reads a property.</summary>
    /// <typeparam name="T">The type of the property.</typeparam>
    /// <param name="key">The property's key.</param>
    /// <param name="value">The value, or the default of its type.</param>
    /// <returns>Whether the property was set, to a value of this type; a property that was set to null is found.</returns>
    public bool TryGet<T>(ResilienceKey<T> key, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (_properties is null || !_properties.TryGetValue(key.Name, out object? found))
            return false;
        if (found is T typed)
            value = typed;
        return found is T || (found is null && default(T) is null);
    }

    internal CancellationToken Caller => _caller;

    /// <summary>
    /// A view of the context for one of several attempts that run at the same time: it begins with the same properties, and what is set in
    /// one is not seen in the other.
    /// </summary>
    /// <param name="attempt">Which of the attempts it is for, from 1.</param>
    internal ResilienceContext Fork(int attempt) => new(OperationKey, _caller)
    {
        Attempt = Attempt + attempt - 1,
        _properties = ShareProperties(),
        _sharesProperties = _properties is not null,
    };

    /// <summary>Takes over what was set in the view of the attempt that counts.</summary>
    /// <param name="view">The view.</param>
    /// <param name="started">How many attempts were started.</param>
    internal void Adopt(ResilienceContext view, int started)
    {
        _properties = view.ShareProperties();
        _sharesProperties = _properties is not null;
        _timeline = view._timeline;
        _due = view._due;
        Attempt = Math.Max(view.Attempt, Attempt + started);
    }

    /// <summary>Takes the context for an execution, unless another has it; those of a pipeline's inner parts may nest.</summary>
    internal bool TryBegin(bool isInner)
    {
        if (isInner)
        {
            Interlocked.Increment(ref _depth);
            return true;
        }

        if (Interlocked.CompareExchange(ref _depth, 1, 0) != 0)
            return false;
        Attempt = 0;
        _timeline = null;
        return true;
    }

    internal void StartAttempt(CancellationToken token, Timeline? timeline, long due)
    {
        Attempt++;
        CancellationToken = token;
        _timeline = timeline;
        _due = due;
    }

    /// <summary>Until the next attempt starts, the token is the caller's again.</summary>
    internal void EndAttempt() => CancellationToken = _caller;

    internal void End()
    {
        if (Interlocked.Decrement(ref _depth) == 0)
            CancellationToken = _caller;
    }

    // Nobody writes to properties that two contexts share: whoever wants to copies them first.
    private Dictionary<string, object?>? ShareProperties()
    {
        _sharesProperties = _properties is not null;
        return _properties;
    }
}
