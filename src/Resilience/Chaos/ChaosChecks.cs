using Resilience.Pipelines;

namespace Resilience.Chaos;

/// <summary>Checks options of chaos.</summary>
internal static class ChaosChecks
{
    private const double HeaviestWeight = 1_000_000;

    /// <summary>Whether these options could ever lead to an injection.</summary>
    public static bool CanInject(ChaosOptions options) => options.Enabled || options.EnabledGenerator is not null;

    public static void Common(ChaosOptions options, bool isShadow, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Name), options.Name);
        errors.Between(nameof(options.Rate), options.Rate, 0.0, 1.0);
        if (options.Seed is not null)
            errors.NotSupported(nameof(options.Randomizer), options.Randomizer, $"options with a {nameof(options.Seed)}");
        if (!options.AllowInProduction && !isShadow && CanInject(options))
            Environment(options, errors);
    }

    public static void Choices<T>(
        string option, IList<ChaosChoice<T>> choices, string generatorOption, object? generator, OptionErrors errors)
    {
        if (choices.Count == 0)
        {
            if (generator is null)
                errors.Add($"{option} or {generatorOption}", "not set", "set");
            return;
        }

        errors.NotSupported(generatorOption, generator, $"options with {option}");
        for (int i = 0; i < choices.Count; i++)
        {
            string one = $"{option}[{i}]";
            errors.Required(one, choices[i]?.Make);
            errors.Between($"{one}.Weight", choices[i]?.Weight, 0.0, HeaviestWeight);
        }

        if (choices.All(static choice => choice?.Weight == 0))
            errors.Add($"{option}.Weight", "0 for all", "more than 0 for one at least");
    }

    private static void Environment(ChaosOptions options, OptionErrors errors)
    {
        if (!ChaosEnvironment.IsProduction(options.EnvironmentName, System.Environment.GetEnvironmentVariable, out string source))
            return;
        errors.Add(
            nameof(options.AllowInProduction),
            $"false in the environment Production ({source})",
            "true if faults are to be injected there. If they are not, leave chaos out or set Enabled to false; if this is no "
                + "production, set DOTNET_ENVIRONMENT or EnvironmentName to what it is");
    }
}
