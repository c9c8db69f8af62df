using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Resilience.DependencyInjection;

/// <summary>Makes all that is registered, and reports what is wrong.</summary>
internal sealed class StartupCheckValidator(IServiceProvider provider) : IValidateOptions<StartupCheck>
{
    public ValidateOptionsResult Validate(string? name, StartupCheck options)
    {
        IReadOnlyList<string> errors = ErrorsOf(provider);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public static IReadOnlyList<string> ErrorsOf(IServiceProvider provider)
    {
        ResilienceOptions options;
        RegisteredParts parts;
        try
        {
            options = provider.GetRequiredService<IOptions<ResilienceOptions>>().Value;
            parts = provider.GetRequiredService<RegisteredParts>();
        }
        catch (OptionsValidationException error)
        {
            return [.. error.Failures];
        }

        RegisteredOrchestrators orchestrators = provider.GetRequiredService<RegisteredOrchestrators>();
        var errors = new List<string>();
        Try("preset", options.Presets.Names, name => options.GetPreset(name, provider).CreateOptions());
        Try("circuit breaker", options.CircuitBreakers.Names, parts.CircuitBreaker);
        Try("bulkhead", options.Bulkheads.Names, parts.Bulkhead);
        Try("rate limit", options.RateLimits.Names, parts.RateLimit);
        Try("family", options.Families.Names, parts.Family);
        Try("pipeline", options.Operations.Names, parts.Operation);
        foreach ((string name, Action<ResilienceOperation> check) in options.Checks)
        {
            if (parts.TryGetOperation(name, out ResilienceOperation? operation))
                Try("pipeline", [name], _ => { check(operation); return operation; });
        }

        Try("orchestrator", options.Orchestrators.Names, orchestrators.Get);
        foreach ((string kind, string name, Func<IServiceProvider, object> make) in options.Making)
            Try(kind, [name], _ => make(provider));
        return errors;

        void Try(string kind, IEnumerable<string> names, Func<string, object> make)
        {
            foreach (string name in names)
            {
                try
                {
                    make(name);
                }
                catch (InvalidPipelineException error)
                {
                    errors.AddRange(error.Errors.Select(text => Named(kind, name, text)));
                }
                catch (Exception error)
                {
                    errors.Add(Named(kind, name, error.Message));
                }
            }
        }
    }

    private static string Named(string kind, string name, string text) =>
        name.Length == 0 ? $"{kind}: {text}" : text.Contains($"'{name}'", StringComparison.Ordinal) ? text : $"{kind} '{name}': {text}";
}
