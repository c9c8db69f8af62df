using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Resilience.DependencyInjection;

/// <summary>Orchestrators by name and by the type of their contexts, each built once, when it is first asked for.</summary>
internal sealed class RegisteredOrchestrators(IServiceProvider provider, IOptions<ResilienceOptions> options)
{
    private readonly ConcurrentDictionary<string, Lazy<IOrchestrator>> _built = new(StringComparer.Ordinal);

    public IOrchestrator Get(string name)
    {
        NamedParts<OrchestratorRecipe> recipes = options.Value.Orchestrators;
        if (!recipes.Contains(name))
            throw Unknown.Of("orchestrator", name, recipes.Names);

        // What fails is tried again by whoever asks next: a service that it needs may be there then.
        Lazy<IOrchestrator> mine = _built.GetOrAdd(name, asked => new(() => recipes.Create(asked, provider).Build(provider)));
        try
        {
            return mine.Value;
        }
        catch
        {
            _built.TryRemove(new(name, mine));
            throw;
        }
    }

    public Orchestrator<TContext> Get<TContext>(object? key)
    {
        string name = Unknown.NameOf("orchestrator", key);
        return Get(name) as Orchestrator<TContext> ?? throw new InvalidOperationException(
            $"The contexts of orchestrator '{name}' are no {typeof(TContext).Name}. {Those(Names<TContext>())}");
    }

    /// <summary>The only one with contexts of this type.</summary>
    public Orchestrator<TContext> Only<TContext>()
    {
        string[] names = Names<TContext>();
        return names.Length == 1
            ? Get<TContext>(names[0])
            : throw new InvalidOperationException(
                $"{names.Length} orchestrators have a {typeof(TContext).Name}: ask for one of them by its name as key. {Those(names)}");
    }

    private static string Those(string[] names) => $"Those with such contexts are: {string.Join(", ", names)}.";

    private string[] Names<TContext>() =>
    [
        .. provider.GetServices<OrchestratorName<TContext>>().Select(static one => one.Name).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
