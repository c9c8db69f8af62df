using System.Globalization;
using System.Reflection;
using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Tests.Configuration;

public sealed class KeyTests
{
    private static readonly Type[] _options =
    [
        typeof(TimeoutOptions), typeof(RetryOptions), typeof(CircuitBreakerOptions), typeof(BulkheadOptions), typeof(TokenBucketOptions),
        typeof(SlidingWindowOptions), typeof(AimdLimitOptions), typeof(Gradient2LimitOptions), typeof(HedgingOptions),
        typeof(RetryBudgetOptions),
    ];

    public static TheoryData<string> Titles => [.. KeyTables.Sets().Select(static set => set.Title)];

    public static TheoryData<Type> Options => [.. _options];

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_that_can_be_text_is_a_key(Type options)
    {
        KeySet set = SetOf(options);

        options.GetProperties()
            .Where(static property => property.CanWrite && !typeof(Delegate).IsAssignableFrom(property.PropertyType))
            .Select(static property => property.Name)
            .Should().BeSubsetOf(set.Keys.Select(static key => key.Name));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Every_value_arrives(string title)
    {
        KeySet set = KeyTables.Sets().Single(one => one.Title == title);
        Type type = set.GetType().GetGenericArguments()[0];
        foreach (SettingKey key in set.Keys.Where(static key => key is { Value: not null, IsList: false }))
        {
            if (type.GetProperty(key.Name) is not { } property)
                continue;
            string text = Sample(key);
            object target = Activator.CreateInstance(type)!;
            ReadContext context = NewContext();
            Read(set, target, context, key.Name, text);

            context.Errors.Should().BeEmpty(key.Name);
            Text(property.GetValue(target)).Should().Be(text, key.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Every_range_is_kept_and_named(string title)
    {
        KeySet set = KeyTables.Sets().Single(one => one.Title == title);
        foreach (SettingKey key in set.Keys.Where(static key => key.Value?.Least is not null && !key.IsList))
        {
            foreach ((string text, bool isGood) in Bounds(key.Value!))
            {
                ReadContext context = NewContext();
                Read(set, Activator.CreateInstance(set.GetType().GetGenericArguments()[0])!, context, key.Name, text);

                context.Errors.Should().HaveCount(isGood ? 0 : 1, $"{key.Name} is '{text}'");
                context.Errors.All(error => error.StartsWith($"Root:{key.Name}: '{text}' is") && error.Contains(key.Value!.Range)).Should().BeTrue();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_name_that_nearly_fits_is_suggested(string title)
    {
        KeySet set = KeyTables.Sets().Single(one => one.Title == title);
        foreach (SettingKey key in set.Keys.Where(static key => key.Name.Length > 4))
        {
            ReadContext context = NewContext();
            Read(set, Activator.CreateInstance(set.GetType().GetGenericArguments()[0])!, context, key.Name.Insert(2, "x"), "1");

            context.Errors.Should().ContainSingle().Which.Should().Be(
                $"Root:{key.Name.Insert(2, "x")}: there is no such setting; did you mean '{key.Name}'?");
        }
    }

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("1.5 min", 90_000)]
    [InlineData("2m", 120_000)]
    [InlineData("200 MS", 200)]
    [InlineData("00:00:30", 30_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    [InlineData("0", 0)]
    [InlineData("30", null)]
    [InlineData("", null)]
    [InlineData("s", null)]
    [InlineData("5 years", null)]
    [InlineData("99999999999999999999999999d", null)]
    [InlineData("999999999999d", null)]
    public void A_duration_has_a_unit(string text, int? milliseconds)
    {
        Durations.TryParse(text, out TimeSpan duration).Should().Be(milliseconds is not null);
        if (milliseconds is { } expected)
            duration.TotalMilliseconds.Should().Be(expected);
    }

    internal static ReadContext NewContext() => new() { Exceptions = new(), Pool = new() };

    private static KeySet SetOf(Type options) =>
        KeyTables.Sets().Single(set => set.GetType().GetGenericArguments()[0] == options);

    private static void Read(KeySet set, object target, ReadContext context, string name, string text)
    {
        var tree = new SettingsTree("Root", "Root");
        tree.GetOrAdd(name).Value = text;
        MethodInfo read = typeof(KeyTests).GetMethod(nameof(ReadTyped), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(set.GetType().GetGenericArguments()[0]);
        read.Invoke(null, [set, target, tree, context]);
    }

    private static void ReadTyped<T>(KeySet<T> set, T target, SettingsTree tree, ReadContext context)
    {
        Action<T> change = set.Read(tree, context);
        if (context.Errors.Count == 0)
            change(target);
    }

    private static string Sample(SettingKey key) => key.Value! switch
    {
        { Names: { } names } => names[^1],
        { Kind: "boolean" } => key.Default == "true" ? "false" : "true",
        { Most: { } most } => most,
        _ => "other",
    };

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Durations.Format(duration),
        CircuitWindow window => Durations.Format(window.Duration!.Value),
        HedgingDelay delay => Durations.Format(delay.Current),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "none",
    };

    private static IEnumerable<(string Text, bool IsGood)> Bounds(ValueShape shape)
    {
        yield return (shape.Least!, true);
        yield return (shape.Most!, true);
        if (shape.Kind == "duration")
        {
            yield return ("-00:00:01", false);
            yield return ("50d", false);
        }
        else
        {
            yield return ((double.Parse(shape.Least!, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture), false);
            yield return ((double.Parse(shape.Most!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), false);
        }
    }
}
