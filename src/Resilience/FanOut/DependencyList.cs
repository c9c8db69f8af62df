namespace Resilience.FanOut;

/// <summary>What groups, chains and balancers do with their dependencies.</summary>
internal static class DependencyList
{
    /// <exception cref="ArgumentException">There are none, or two have one name.</exception>
    public static Dependency<TRequest, TResult>[] Check<TRequest, TResult>(
        string owner, IEnumerable<Dependency<TRequest, TResult>> dependencies)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        Dependency<TRequest, TResult>[] given = [.. dependencies];
        if (given.Length == 0)
            throw new ArgumentException($"'{owner}' has no dependencies; give it one.", nameof(dependencies));
        if (Array.Exists(given, static member => member is null))
            throw new ArgumentException($"A dependency of '{owner}' is null.", nameof(dependencies));
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Array.Find(given, member => !names.Add(member.Name)) is { } twice)
            throw new ArgumentException($"'{owner}' has two dependencies '{twice.Name}'; names must differ.", nameof(dependencies));
        return given;
    }

    public static DependencySnapshot[] Snapshots<TRequest, TResult>(this IEnumerable<Dependency<TRequest, TResult>> members) =>
        [.. members.Select(static member => new DependencySnapshot(
            member.Name, member.CircuitState, member.Health?.State, member.Statistics))];
}
