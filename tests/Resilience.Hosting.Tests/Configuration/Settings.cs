using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>A container whose section Resilience is JSON that tests change.</summary>
internal sealed class Settings : IDisposable
{
    private readonly JsonSource _source = new();
    private readonly ServiceProvider _provider;

    public Settings(
        string json,
        Action<IResilienceBuilder>? configure = null,
        Action<ResilienceConfigurationOptions>? options = null,
        string block = "{}")
    {
        _source.Block = block;
        _source.Json = json;
        IConfiguration root = new ConfigurationBuilder().Add(_source).Build();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(root);
        IResilienceBuilder builder = services.AddResilience();
        configure?.Invoke(builder);
        builder.BindConfiguration(configure: options);
        _provider = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>What is in the section Block, from the next change on.</summary>
    public string Block
    {
        get => _source.Block;
        set => _source.Block = value;
    }

    public IServiceProvider Provider => _provider;

    public IResilienceRegistry Registry => _provider.GetRequiredService<IResilienceRegistry>();

    public IResilienceConfiguration Configuration => _provider.GetRequiredService<IResilienceConfiguration>();

    public ResiliencePipeline Pipeline(string name) => _provider.GetRequiredKeyedService<ResiliencePipeline>(name);

    public ResilienceOperation Operation(string name) => _provider.GetRequiredKeyedService<ResilienceOperation>(name);

    /// <summary>The pipeline in words, with all of its numbers.</summary>
    public string Words(string name) => Pipeline(name).ToString().Replace("operation metrics → ", "", StringComparison.Ordinal);

    /// <summary>Changes the configuration, and lets the time pass after which that is noticed.</summary>
    public void Change(string json)
    {
        _source.Change(json);
        Clock.Advance(TimeSpan.FromMilliseconds(250));
    }

    /// <summary>The same, when others use the clock too: its timers may then fire on their threads.</summary>
    public async Task ChangeAsync(string json)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Action<ResilienceConfigurationStatus> tell = _ => seen.TrySetResult();
        Configuration.Changed += tell;
        Change(json);
        await seen.Task.WaitAsync(TestContext.Current.CancellationToken);
        Configuration.Changed -= tell;
    }

    public IReadOnlyList<string> Errors()
    {
        try
        {
            _provider.ValidateResilience();
            return [];
        }
        catch (InvalidPipelineException error)
        {
            return error.Errors;
        }
    }

    public void Dispose() => _provider.Dispose();
}
