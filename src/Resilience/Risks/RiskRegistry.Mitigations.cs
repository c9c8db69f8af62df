using Resilience.Risks;

namespace Resilience;

/// <summary>Registering mitigations.</summary>
public sealed partial class RiskRegistry<TContext>
{
    /// <summary>Registers a mitigation under a name, in the place of the one that has it.</summary>
    /// <param name="name">The name, as risks ask for it (<see cref="RiskDefinitionBase.Mitigation"/>). Compared exactly.</param>
    /// <param name="mitigation">Decides what is to happen after a stage has failed: see <see cref="IMitigation{TContext}"/>.</param>
    /// <param name="timeout">How long it may take: from 1 ms to 49 days; null, the default, for what the registry says.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mitigation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    public RiskRegistry<TContext> Mitigate(
        string name, Func<MitigationArguments<TContext>, MitigationResult<TContext>> mitigation, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(mitigation);
        return Register(name, (arguments, _) => new(mitigation(arguments)), timeout);
    }

    /// <summary>The same, for a mitigation that must wait for something.</summary>
    /// <param name="name">The name, as risks ask for it (<see cref="RiskDefinitionBase.Mitigation"/>). Compared exactly.</param>
    /// <param name="mitigation">Decides what is to happen after a stage has failed: see <see cref="IMitigation{TContext}"/>.</param>
    /// <param name="timeout">How long it may take: from 1 ms to 49 days; null, the default, for what the registry says.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mitigation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    public RiskRegistry<TContext> Mitigate(
        string name,
        Func<MitigationArguments<TContext>, CancellationToken, ValueTask<MitigationResult<TContext>>> mitigation,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(mitigation);
        return Register(name, mitigation, timeout);
    }

    /// <summary>The same, for a mitigation that is an object.</summary>
    /// <param name="name">The name, as risks ask for it (<see cref="RiskDefinitionBase.Mitigation"/>). Compared exactly.</param>
    /// <param name="mitigation">Decides what is to happen after a stage has failed.</param>
    /// <param name="timeout">How long it may take: from 1 ms to 49 days; null, the default, for what the registry says.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mitigation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    public RiskRegistry<TContext> Mitigate(string name, IMitigation<TContext> mitigation, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(mitigation);
        return Register(name, mitigation.MitigateAsync, timeout);
    }

    /// <summary>Removes a mitigation. A built-in one (<see cref="MitigationNames"/>) that it had replaced is back.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there was one that had been registered.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool RemoveMitigation(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool removed = false;
        Edit(state =>
        {
            removed = state.Mitigations.ContainsKey(name);
            return removed ? state.WithMitigations(state.Mitigations.Remove(name)) : state;
        });
        return removed;
    }

    /// <summary>
    /// Says what is done about risks of a severity that name no mitigation, or one that nobody has registered. By default low risks are
    /// logged and the run goes on, the stage of medium and high ones runs again, critical ones abort the run.
    /// </summary>
    /// <param name="severity">The severity.</param>
    /// <param name="mitigation">The name of the mitigation; while nobody has registered it, the default stands in.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException"><paramref name="mitigation"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="severity"/> is not defined.</exception>
    public RiskRegistry<TContext> DefaultMitigation(RiskSeverity severity, string mitigation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mitigation);
        if (!Enum.IsDefined(severity))
            throw new ArgumentOutOfRangeException(nameof(severity), severity, "This severity is not defined.");
        return Edit(state => state.WithDefault(severity, mitigation));
    }

    private RiskRegistry<TContext> Register(
        string name,
        Func<MitigationArguments<TContext>, CancellationToken, ValueTask<MitigationResult<TContext>>> mitigation,
        TimeSpan? timeout)
    {
        RiskSettings.CheckMitigation(name, timeout);
        var registered = new RegisteredMitigation<TContext>(name, mitigation, timeout);
        return Edit(state => state.WithMitigations(state.Mitigations.SetItem(name, registered)));
    }
}
