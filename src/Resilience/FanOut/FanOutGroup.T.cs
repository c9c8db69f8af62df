using Resilience.FanOut;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Asks several dependencies the same at once, and makes one result of their answers: of all, of the first good one, or of those that are
/// there in time. A dependency that fails, hangs or has an open circuit holds up no other. Safe to use from many threads; see
/// <c>docs/fan-out.md</c>.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of an answer.</typeparam>
public sealed class FanOutGroup<TRequest, TResult> : IFanOutGroup
{
    private readonly Dependency<TRequest, TResult>[] _members;
    private readonly Dictionary<string, Dependency<TRequest, TResult>> _byName;
    private readonly TimeProvider _clock;
    private FanOutOptions _options;
    private long _requests;
    private long _failures;
    private long _partial;

    /// <summary>Makes a group.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dependencies">The dependencies, in the order of their answers: one at least, with different names.</param>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dependencies"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty, there are no dependencies, two have one name, or options are out of their ranges.
    /// </exception>
    public FanOutGroup(
        string name,
        IEnumerable<Dependency<TRequest, TResult>> dependencies,
        FanOutOptions? options = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _members = DependencyList.Check(name, dependencies);
        _byName = _members.ToDictionary(static member => member.Name, StringComparer.Ordinal);
        _clock = timeProvider ?? TimeProvider.System;
        _options = Checked(options ?? new());
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The dependencies, in the order of their answers.</summary>
    public IReadOnlyList<Dependency<TRequest, TResult>> Dependencies => _members;

    /// <summary>
    /// Which answers are acceptable: one that is not counts as a failure, and its result is disposed of. Null, the default, for all.
    /// </summary>
    public Func<TResult, bool>? Accepts { get; init; }

    /// <inheritdoc/>
    public FanOutOptions Options
    {
        get => Volatile.Read(ref _options).Copy();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref _options, Checked(value));
        }
    }

    /// <summary>Asks all dependencies.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request: calls that are under way are cancelled and not waited for.</param>
    /// <returns>What has come of it. It is there at the deadline at the latest, even if a dependency ignores its token.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="FanOutException">Nobody succeeded, and the options ask for this exception then.</exception>
    public ValueTask<FanOutResult<TResult>> ExecuteAsync(TRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(_members, request, cancellationToken);

    /// <summary>Asks some of the dependencies.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">The names of those that are asked; answers come in this order.</param>
    /// <param name="cancellationToken">Ends the request: calls that are under way are cancelled and not waited for.</param>
    /// <returns>What has come of it. It is there at the deadline at the latest, even if a dependency ignores its token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="names"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is unknown or there twice, or there are none.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="FanOutException">Nobody succeeded, and the options ask for this exception then.</exception>
    public ValueTask<FanOutResult<TResult>> ExecuteAsync(
        TRequest request, IEnumerable<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        return RunAsync(DependencyList.Check(Name, names.Select(Find)), request, cancellationToken);
    }

    /// <summary>Asks all dependencies, and combines their answers.</summary>
    /// <typeparam name="TCombined">The type of what they are combined to.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="combine">Combines them. It is called even if nobody succeeded, unless the options ask for an exception then.</param>
    /// <param name="cancellationToken">Ends the request: calls that are under way are cancelled and not waited for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="FanOutException">
    /// <paramref name="combine"/> threw, or nobody succeeded and the options ask for this exception then.
    /// </exception>
    public async ValueTask<TCombined> ExecuteAsync<TCombined>(
        TRequest request, Func<FanOutResult<TResult>, TCombined> combine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(combine);
        FanOutResult<TResult> result = await RunAsync(_members, request, cancellationToken).ConfigureAwait(false);
        try
        {
            return combine(result);
        }
        catch (Exception error)
        {
            throw new FanOutException($"What combines the answers of fan-out '{Name}' threw.", error) { Codes = Codes(result) };
        }
    }

    /// <inheritdoc/>
    public FanOutSnapshot Snapshot() => new(
        Name,
        Options,
        Interlocked.Read(ref _requests),
        Interlocked.Read(ref _failures),
        Interlocked.Read(ref _partial),
        _members.Snapshots());

    /// <inheritdoc/>
    public bool Reset(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_byName.TryGetValue(name, out Dependency<TRequest, TResult>? member))
            return false;
        member.Reset();
        return true;
    }

    /// <summary>The name, the strategy and the dependencies.</summary>
    public override string ToString() =>
        $"fan-out '{Name}' ({_options.Strategy}): {string.Join(", ", _members.Select(static member => member.Name))}";

    /// <summary>Counts a request that has ended.</summary>
    /// <exception cref="FanOutException">Nobody succeeded, and the options ask for this exception then.</exception>
    internal FanOutResult<TResult> Finish(FanOutResult<TResult> result, FanOutOptions options)
    {
        Interlocked.Increment(ref _requests);
        if (result.Successes == 0)
            Interlocked.Increment(ref _failures);
        else if (result.Successes < result.Answers.Count && result.IsPartial)
            Interlocked.Increment(ref _partial);
        return result.Successes == 0 && options.ThrowIfAllFailed ? throw AllFailed(result) : result;
    }

    private static FanOutOptions Checked(FanOutOptions options)
    {
        OptionErrors.Check("fan-out", options.Validate);
        return options.Copy();
    }

    private static Dictionary<string, string> Codes(FanOutResult<TResult> result) => result.Answers.ToDictionary(
        static answer => answer.Name,
        static answer => answer.Kind == FanOutAnswerKind.LeftOut ? "left_out" : answer.Outcome.Code ?? "success",
        StringComparer.Ordinal);

    private ValueTask<FanOutResult<TResult>> RunAsync(
        Dependency<TRequest, TResult>[] members, TRequest request, CancellationToken cancellationToken)
    {
        FanOutOptions options = Volatile.Read(ref _options);
        return new FanOutRun<TRequest, TResult>(this, options, members, request, _clock, cancellationToken).RunAsync();
    }

    private FanOutException AllFailed(FanOutResult<TResult> result)
    {
        string answers = string.Join(", ", result.Answers.Select(static answer => $"{answer.Name} {answer.Outcome.Code}"));
        Exception? first = result.Errors.Select(static answer => answer.Outcome.Exception).OfType<Exception>().FirstOrDefault();
        return new($"Nobody has succeeded in fan-out '{Name}': {answers}.", first) { Codes = Codes(result) };
    }

    private Dependency<TRequest, TResult> Find(string name) =>
        _byName.TryGetValue(name, out Dependency<TRequest, TResult>? member)
            ? member
            : throw new ArgumentException(
                $"Fan-out '{Name}' has no dependency '{name}'; it has: {string.Join(", ", _byName.Keys)}.", nameof(name));
}
