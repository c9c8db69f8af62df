using Resilience.Risks;

namespace Resilience;

/// <summary>Registering, replacing and removing risks.</summary>
public sealed partial class RiskRegistry<TContext>
{
    /// <summary>Registers a risk.</summary>
    /// <param name="risk">The risk.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="risk"/> is null.</exception>
    /// <exception cref="ArgumentException">The risk cannot work, or there is one with its id.</exception>
    public RiskRegistry<TContext> Add(RiskDefinition<TContext> risk) => AddAll([risk]);

    /// <summary>Registers a risk without a condition.</summary>
    /// <param name="risk">The risk.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="risk"/> is null.</exception>
    /// <exception cref="ArgumentException">The risk cannot work, or there is one with its id.</exception>
    public RiskRegistry<TContext> Add(RiskDefinition risk) => Add([risk]);

    /// <summary>Registers the risks of a catalogue, such as <see cref="RiskCatalog.DocumentAnalysis"/>: all of them or none.</summary>
    /// <param name="risks">The risks.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException">The list, or a risk in it, is null.</exception>
    /// <exception cref="ArgumentException">A risk cannot work, or there is one with its id.</exception>
    public RiskRegistry<TContext> Add(IEnumerable<RiskDefinition> risks)
    {
        ArgumentNullException.ThrowIfNull(risks);
        return AddAll([.. risks.Select(static risk => risk is null ? null! : new RiskDefinition<TContext>(risk))]);
    }

    /// <summary>Puts a risk in the place of the one with its id, whose counts it keeps.</summary>
    /// <param name="risk">The risk.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="risk"/> is null.</exception>
    /// <exception cref="ArgumentException">The risk cannot work, or there is none with its id.</exception>
    public RiskRegistry<TContext> Replace(RiskDefinition<TContext> risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return Change(risk.Id, _ => risk);
    }

    /// <summary>Changes a risk: <c>risks.Change("TIMEOUT", risk => risk with { Severity = RiskSeverity.High })</c>.</summary>
    /// <param name="id">The risk's id.</param>
    /// <param name="change">Makes the new description; called again if somebody else changes the registry at the same time.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException">The id, the change or what it makes is null.</exception>
    /// <exception cref="ArgumentException">There is no such risk, what it is changed to cannot work, or has another id.</exception>
    public RiskRegistry<TContext> Change(string id, Func<RiskDefinition<TContext>, RiskDefinition<TContext>> change)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(change);
        return Edit(state =>
        {
            RiskEntry<TContext> entry = state.Find(id)
                ?? throw new ArgumentException($"There is no risk '{id}' in '{Name}'; register it with Add.", nameof(id));
            RiskDefinition<TContext> risk = change(entry.Risk);
            ArgumentNullException.ThrowIfNull(risk, nameof(change));
            RiskSettings.Check(risk);
            if (risk.Id != id)
            {
                throw new ArgumentException(
                    $"Risk '{id}' cannot become '{risk.Id}': remove the one and add the other.", nameof(change));
            }

            return state.WithRisks(state.Risks.Replace(entry, entry.With(risk)));
        });
    }

    /// <summary>Adds the condition by which a risk is seen before a stage begins, in the place of the one that it has.</summary>
    /// <param name="id">The risk's id.</param>
    /// <param name="condition">Whether the risk is there: see <see cref="RiskDefinition{TContext}.Condition"/>.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such risk.</exception>
    public RiskRegistry<TContext> Detect(string id, Func<StageContext, TContext, RiskFinding> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Change(id, risk => risk with { Condition = condition, ConditionAsync = null });
    }

    /// <summary>The same, for a condition that must wait for something.</summary>
    /// <param name="id">The risk's id.</param>
    /// <param name="condition">Whether the risk is there: see <see cref="RiskDefinition{TContext}.ConditionAsync"/>.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such risk.</exception>
    public RiskRegistry<TContext> Detect(string id, Func<StageContext, TContext, CancellationToken, ValueTask<RiskFinding>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Change(id, risk => risk with { Condition = null, ConditionAsync = condition });
    }

    /// <summary>Adds failures that mean that a risk has come true.</summary>
    /// <param name="id">The risk's id.</param>
    /// <param name="failures">The failures.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such risk, or a match is null.</exception>
    public RiskRegistry<TContext> Match(string id, params ReadOnlySpan<FailureMatch> failures)
    {
        FailureMatch[] added = failures.ToArray();
        return Change(id, risk => risk with { Failures = [.. risk.Failures, .. added] });
    }

    /// <summary>Removes a risk and what was counted of it. Its category and severity keep their counts.</summary>
    /// <param name="id">The risk's id.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public bool Remove(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        bool removed = false;
        Edit(state =>
        {
            RiskEntry<TContext>? entry = state.Find(id);
            removed = entry is not null;
            return entry is null ? state : state.WithRisks(state.Risks.Remove(entry));
        });
        return removed;
    }

    private RiskRegistry<TContext> AddAll(RiskDefinition<TContext>[] risks)
    {
        foreach (RiskDefinition<TContext> risk in risks)
        {
            ArgumentNullException.ThrowIfNull(risk);
            RiskSettings.Check(risk);
        }

        return Edit(state =>
        {
            foreach (RiskDefinition<TContext> risk in risks)
            {
                if (state.Find(risk.Id) is not null)
                    throw new ArgumentException($"There is a risk '{risk.Id}' in '{Name}' already; use Replace or Change.", nameof(risks));
                var entry = new RiskEntry<TContext>(risk, Interlocked.Increment(ref _lastOrder), new(), _totals);
                state = state.WithRisks(state.Risks.Add(entry));
            }

            return state;
        });
    }

    /// <summary>Swaps the state without a lock, so that users' code may be called in between, and may come back in.</summary>
    private RiskRegistry<TContext> Edit(Func<RiskState<TContext>, RiskState<TContext>> edit)
    {
        while (true)
        {
            RiskState<TContext> before = State;
            RiskState<TContext> after = edit(before);
            if (after == before || Interlocked.CompareExchange(ref _state, after, before) == before)
                return this;
        }
    }
}
