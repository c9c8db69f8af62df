namespace Resilience.DependencyInjection;

/// <summary>What is said to somebody who asks for a name that nobody knows.</summary>
internal static class Unknown
{
    public static InvalidOperationException Of(string kind, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new(names.Length == 0
            ? $"There is no {kind} named '{name}', and no other one."
            : $"There is no {kind} named '{name}'. There are: {string.Join(", ", names)}.");
    }

    /// <summary>The name that a key of the container is.</summary>
    /// <exception cref="InvalidOperationException">The key is no name.</exception>
    public static string NameOf(string kind, object? key) => key as string
        ?? throw new InvalidOperationException($"A {kind} has its name as key, a string; {key?.GetType().Name ?? "null"} is no name.");
}
