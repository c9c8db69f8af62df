namespace Resilience.Chaos;

/// <summary>Where a pipeline is built, by .NET's convention.</summary>
internal static class ChaosEnvironment
{
    private const string Production = "Production";
    private static readonly string[] _variables = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"];

    /// <summary>Whether an environment is production; if it has no name, the variables say.</summary>
    /// <param name="name">The name that the options give.</param>
    /// <param name="read">Reads a variable.</param>
    /// <param name="source">Where the answer is from, for messages.</param>
    public static bool IsProduction(string? name, Func<string, string?> read, out string source)
    {
        source = nameof(ChaosOptions.EnvironmentName);
        foreach (string variable in _variables)
        {
            if (!string.IsNullOrWhiteSpace(name))
                break;
            name = read(variable);
            source = variable;
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            source = $"neither {string.Join(" nor ", _variables)} is set";
            return true;
        }

        return name.Trim().Equals(Production, StringComparison.OrdinalIgnoreCase);
    }
}
